//! The methods that every portal answers, whatever an application may do: who calls, what the caller may do, and what
//! time it is.

mod app;
mod scope;
mod user;

use jiff::Timestamp;

use crate::php::{Array, Value};
use crate::portal::authorisation::identity::Identity;
use crate::portal::state::stamp;

/// One of these methods.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::portal) enum Basic {
    AppInfo,
    MethodGet,
    Profile,
    Scope,
    ServerTime,
    UserCurrent,
}

impl Basic {
    /// The method of this name.
    pub(super) fn of(method: &str) -> Option<Self> {
        match method {
            "app.info" => Some(Self::AppInfo),
            "method.get" => Some(Self::MethodGet),
            "profile" => Some(Self::Profile),
            "scope" => Some(Self::Scope),
            "server.time" => Some(Self::ServerTime),
            "user.current" => Some(Self::UserCurrent),
            _ => None,
        }
    }

    /// Answers a call. `exists` tells which methods there are.
    pub(in crate::portal) fn run(
        self,
        caller: Identity,
        params: &Array,
        exists: impl Fn(&str) -> bool,
    ) -> Value {
        match self {
            Self::AppInfo => app::info(caller),
            Self::MethodGet => availability(params, exists),
            Self::Profile => user::profile(),
            Self::Scope => scope::list(params),
            Self::ServerTime => stamp::iso(Timestamp::now()),
            Self::UserCurrent => user::current(),
        }
    }
}

/// `method.get`. Whatever the portal has may be called, since the scopes of all of it are granted.
fn availability(params: &Array, exists: impl Fn(&str) -> bool) -> Value {
    let name = params.get("name").map(|name| name.to_text().to_ascii_lowercase());
    let is_there = Value::Bool(name.is_some_and(|name| exists(&name)));
    [("isExisting", is_there.clone()), ("isAvailable", is_there)].into_iter().collect::<Array>().into()
}
