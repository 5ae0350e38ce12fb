//! What a call is made with: the portal's address and a secret. An access never changes; a session replaces it.

use std::sync::Arc;

use url::Url;

use super::BuildError;
use super::address::{checked_address, is_loopback, origin};
use crate::Secret;
use crate::limits::{Caller, Operating, PortalLimits, RateLimit};

/// Address and credentials. Neither is printed, since a webhook's address is its password.
#[derive(Clone)]
pub(super) struct Access {
    portal: Arc<Portal>,
    key: Key,
    operating: Arc<Operating>,
}

/// Where a portal is, and what it lets its callers do.
struct Portal {
    url: Url,
    origin: String,
    loopback: bool,
    limits: Arc<PortalLimits>,
}

#[derive(Clone)]
enum Key {
    Webhook { user: String, secret: Secret },
    Token(Secret),
}

impl Access {
    /// From a webhook's address, `https://portal/rest/1/secret/`.
    pub(super) fn webhook(address: &str, limit: Option<RateLimit>) -> Result<Self, BuildError> {
        let url = checked_address(address)?;
        match segments(&url)[..] {
            ["rest", user, secret] if is_user(user) => {
                let key = Key::Webhook { user: user.to_owned(), secret: Secret::from(secret) };
                Ok(Self::with(Portal::at(&url, limit), Caller::Webhook(secret), key))
            }
            _ => Err(BuildError::NotAWebhook),
        }
    }

    /// From an application's client endpoint, `https://portal/rest/`, and an access token. `client_id` is that of the
    /// application, if it is known.
    pub(super) fn oauth(
        endpoint: &str,
        token: Secret,
        client_id: Option<&str>,
        limit: Option<RateLimit>,
    ) -> Result<Self, BuildError> {
        let url = checked_address(endpoint)?;
        match segments(&url)[..] {
            [] | ["rest"] if token.expose().trim().is_empty() => Err(BuildError::NoToken),
            [] | ["rest"] => {
                let caller = client_id.map_or(Caller::Token(token.expose()), Caller::Application);
                Ok(Self::with(Portal::at(&url, limit), caller, Key::Token(token.clone())))
            }
            ["rest", user, _] if is_user(user) => Err(BuildError::WebhookForEndpoint),
            _ => Err(BuildError::NotAnEndpoint),
        }
    }

    fn with(portal: Arc<Portal>, caller: Caller<'_>, key: Key) -> Self {
        let operating = portal.limits.operating(caller);
        Self { portal, key, operating }
    }

    /// The same credentials for the same portal under another address.
    pub(super) fn at(&self, url: &Url) -> Self {
        Self { portal: self.portal.renamed(url), ..self.clone() }
    }

    /// The same credentials, where another access is.
    pub(super) fn where_is(&self, other: &Self) -> Self {
        Self { portal: Arc::clone(&other.portal), ..self.clone() }
    }

    /// Another token for the same portal, at the endpoint that came with it. One that cannot be called is no reason to
    /// lose the token.
    pub(super) fn renewed(&self, endpoint: &str, token: Secret) -> Self {
        let portal = match checked_address(endpoint) {
            Ok(url) => self.portal.renamed(&url),
            Err(_) => Arc::clone(&self.portal),
        };
        Self { portal, key: Key::Token(token), operating: Arc::clone(&self.operating) }
    }

    /// What the portal lets its callers do.
    pub(super) fn limits(&self) -> &Arc<PortalLimits> {
        &self.portal.limits
    }

    /// How much of the portal's time whoever calls with these credentials has used up.
    pub(super) fn operating(&self) -> &Operating {
        &self.operating
    }

    /// Scheme, host and port: all of the address that may be shown.
    pub(super) fn origin(&self) -> &str {
        &self.portal.origin
    }

    pub(super) fn is_loopback(&self) -> bool {
        self.portal.loopback
    }

    pub(super) fn is_webhook(&self) -> bool {
        matches!(self.key, Key::Webhook { .. })
    }

    /// The address of a method; not to be shown.
    pub(super) fn address(&self, method: &str) -> Url {
        let mut url = self.portal.url.clone();
        url.set_path(&self.path(method));
        url
    }

    /// The path of a method's address; not to be shown.
    pub(super) fn path(&self, method: &str) -> String {
        match &self.key {
            Key::Webhook { user, secret } => format!("/rest/{user}/{}/{method}", secret.expose()),
            Key::Token(_) => format!("/rest/{method}"),
        }
    }

    /// The token that goes into the body, if one does.
    pub(super) fn token(&self) -> Option<&Secret> {
        match &self.key {
            Key::Webhook { .. } => None,
            Key::Token(token) => Some(token),
        }
    }

    /// The text with every occurrence of a secret taken out.
    pub(super) fn redact(&self, text: &str) -> String {
        text.replace(self.secret(), "[removed]")
    }

    pub(super) fn secret(&self) -> &str {
        match &self.key {
            Key::Webhook { secret, .. } | Key::Token(secret) => secret.expose(),
        }
    }
}

impl Portal {
    fn at(url: &Url, limit: Option<RateLimit>) -> Arc<Self> {
        let (origin, loopback) = (origin(url), is_loopback(url));
        // What runs on this machine is a simulated portal, which has no limit unless it is given one.
        let usual = if loopback { RateLimit::UNLIMITED } else { RateLimit::STANDARD };
        let limits = PortalLimits::of(&origin, limit, usual);
        Arc::new(Self { url: url.clone(), origin, loopback, limits })
    }

    /// The same portal under another address: what it has counted stays counted.
    fn renamed(self: &Arc<Self>, url: &Url) -> Arc<Self> {
        let origin = origin(url);
        if origin == self.origin {
            return Arc::clone(self);
        }
        let limits = self.limits.also_at(&origin);
        Arc::new(Self { url: url.clone(), origin, loopback: is_loopback(url), limits })
    }
}

fn is_user(segment: &str) -> bool {
    !segment.is_empty() && segment.bytes().all(|b| b.is_ascii_digit())
}

fn segments(url: &Url) -> Vec<&str> {
    url.path().split('/').filter(|segment| !segment.is_empty()).collect()
}
