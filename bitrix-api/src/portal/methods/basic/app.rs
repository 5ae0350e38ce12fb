//! `app.info`: which application calls.

use super::scope;
use crate::php::{Array, Value};
use crate::portal::authorisation::application::Application;
use crate::portal::authorisation::identity::Identity;

/// The portal's plan, with its region in front.
const LICENSE: &str = "en_pro100";

/// What the caller is told of itself: an application everything, a webhook its scope and the plan.
pub(super) fn info(caller: Identity) -> Value {
    let license = Value::from(LICENSE);
    let members: Array = match caller {
        Identity::Application(application) => [
            ("ID", Value::Int(if application == Application::Second { 2 } else { 1 })),
            ("CODE", Value::from(format!("portal.{}", application.word()))),
            ("VERSION", Value::Int(1)),
            // A local one, which nobody pays for: no time of it is left, and none is over.
            ("STATUS", Value::from("L")),
            ("INSTALLED", Value::Bool(true)),
            ("PAYMENT_EXPIRED", Value::from("N")),
            ("DAYS", Value::Null),
            ("LANGUAGE_ID", Value::from("en")),
            ("LICENSE", license),
            ("LICENSE_TYPE", Value::from("pro100")),
            ("LICENSE_FAMILY", Value::from("pro")),
        ]
        .into_iter()
        .collect(),
        _ => [("SCOPE", scope::granted()), ("LICENSE", license)].into_iter().collect(),
    };
    members.into()
}
