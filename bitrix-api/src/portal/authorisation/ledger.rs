//! The tokens and codes that were given out.

use std::time::Duration;

use tokio::time::Instant;

use super::application::{Application, SECOND_TOKEN, TOKEN};
use super::credential::{Credential, Credentials};
use super::identity::Identity;
use super::refreshes::Refreshes;

/// How long a code can be turned into tokens.
const CODE_LIFETIME: Duration = Duration::from_secs(30);

/// What is given out, and what became of it.
pub(super) struct Ledger {
    /// How long an access token is valid; none for as long as nobody ends it.
    lifetime: Option<Duration>,
    access: Credentials,
    refresh: Credentials,
    codes: Credentials,
    /// How many pairs or codes there have been.
    count: u64,
    pub(super) refreshes: Refreshes,
}

/// An access token, and the refresh token that came with it.
pub(super) struct Pair {
    pub(super) access: String,
    pub(super) refresh: String,
}

impl Ledger {
    /// The first pair of either application is given out already.
    pub(super) fn new(lifetime: Option<Duration>) -> Self {
        let [access, refresh, codes] = Default::default();
        let refreshes = Refreshes::default();
        let mut ledger = Self { lifetime, access, refresh, codes, count: 2, refreshes };
        ledger.keep(Application::First, TOKEN, "portal-refresh");
        ledger.keep(Application::Second, SECOND_TOKEN, "portal-refresh-2");
        ledger
    }

    /// As it was at first; only how long tokens are valid stays.
    pub(super) fn reset(&mut self) {
        *self = Self::new(self.lifetime);
    }

    /// How long an access token is said to be valid. Where nobody ends it, that is not true.
    pub(super) fn lifetime(&self) -> Duration {
        self.lifetime.unwrap_or(Duration::from_secs(3600))
    }

    /// Whose access token this is.
    pub(super) fn identify(&self, access: &str) -> Identity {
        match self.access.find(access) {
            Some(token) if token.is_expired() => Identity::Expired(token.application),
            Some(token) => Identity::Application(token.application),
            None => Identity::Unknown,
        }
    }

    /// Gives a new pair out.
    pub(super) fn issue(&mut self, application: Application) -> Pair {
        self.count += 1;
        let pair = Pair {
            access: format!("portal-token-{}", self.count),
            refresh: format!("portal-refresh-{}", self.count),
        };
        self.keep(application, &pair.access, &pair.refresh);
        pair
    }

    /// The pair that an application got last.
    pub(super) fn last(&self, application: Application) -> Pair {
        let text = |kept: &Credentials| kept.last(application).map_or_else(String::new, |it| it.text.clone());
        Pair { access: text(&self.access), refresh: text(&self.refresh) }
    }

    /// Gives a code out.
    pub(super) fn issue_code(&mut self, application: Application) -> String {
        self.count += 1;
        let code = format!("portal-code-{}", self.count);
        let until = Instant::now().checked_add(CODE_LIFETIME);
        self.codes.keep(Credential::new(code.as_str(), application, until));
        code
    }

    /// Uses a refresh token up, and says whether it was one.
    pub(super) fn take_refresh(&mut self, token: &str, application: Application) -> bool {
        self.refresh.take(token, application).is_some()
    }

    /// Uses a code up, and says whether it was still valid.
    pub(super) fn take_code(&mut self, code: &str, application: Application) -> bool {
        self.codes.take(code, application).is_some_and(|code| !code.is_expired())
    }

    /// Ends all access tokens.
    pub(super) fn expire(&mut self) {
        self.access.expire();
    }

    fn keep(&mut self, application: Application, access: &str, refresh: &str) {
        let until = self.lifetime.and_then(|lifetime| Instant::now().checked_add(lifetime));
        self.access.keep(Credential::new(access, application, until));
        self.refresh.keep(Credential::new(refresh, application, None));
    }
}
