//! An application as the authorisation server knows it.

use super::application::Application;
use crate::php::{Array, Value};
use crate::portal::methods::system_code::SystemCode;

/// What an application shows in order to get tokens.
pub(super) struct Client {
    pub(super) application: Application,
    pub(super) id: &'static str,
    pub(super) secret: &'static str,
}

const FIRST: Client =
    Client { application: Application::First, id: "portal-app", secret: "portal-app-secret" };
const SECOND: Client =
    Client { application: Application::Second, id: "portal-app-2", secret: "portal-app-secret-2" };

impl Client {
    /// What an application has to show; none for one that never calls.
    pub(super) fn of(application: Application) -> Option<Self> {
        match application {
            Application::First => Some(FIRST),
            Application::Second => Some(SECOND),
            Application::Other => None,
        }
    }

    /// The client that a request for tokens comes from.
    pub(super) fn proven(params: &Array) -> Result<Self, SystemCode> {
        let is = |name: &str, expected: &str| matches!(params.get(name), Some(Value::Text(text)) if text == expected);
        let known = [FIRST, SECOND].into_iter().find(|client| is("client_id", client.id));
        let client = known.ok_or(SystemCode::WrongClient)?;
        if is("client_secret", client.secret) { Ok(client) } else { Err(SystemCode::InvalidClient) }
    }
}
