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
    /// All of them, with their names.
    pub(super) const ALL: [(&'static str, Self); 6] = [
        ("app.info", Self::AppInfo),
        ("method.get", Self::MethodGet),
        ("profile", Self::Profile),
        ("scope", Self::Scope),
        ("server.time", Self::ServerTime),
        ("user.current", Self::UserCurrent),
    ];

    /// The method of this name.
    pub(super) fn of(method: &str) -> Option<Self> {
        Self::ALL.iter().find(|(name, _)| *name == method).map(|(_, basic)| *basic)
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
