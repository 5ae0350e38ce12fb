//! Portals that have moved: they answer a call with the address at which it has to be made instead.

use std::fmt;
use std::sync::Arc;

use url::Url;

use super::access::Access;
use super::address::{is_confidential, is_loopback, origin};

/// A portal's answer that it has moved.
///
/// A call goes along with its credentials, so a client follows only where it trusts the new address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Move<'m> {
    /// Scheme, host and port that were called: `https://old.bitrix24.com`.
    pub from: &'m str,
    /// Scheme, host and port that take its place.
    pub to: &'m str,
}

impl Move<'_> {
    /// Whether a client follows that has not been told otherwise: to the same host, and in the cloud to another name
    /// in the same zone of Bitrix24 (`old.bitrix24.com` to `new.bitrix24.com`), where all names are Bitrix24's own.
    #[must_use]
    pub fn stays_in_the_family(&self) -> bool {
        let (Ok(from), Ok(to)) = (Url::parse(self.from), Url::parse(self.to)) else { return false };
        let (Some(old), Some(new)) = (from.host_str(), to.host_str()) else { return false };
        if is_loopback(&from) && is_loopback(&to) {
            return true;
        }
        let same_port = from.port_or_known_default() == to.port_or_known_default();
        let same_zone = || zone(old).is_some_and(|zone| self::zone(new) == Some(zone));
        same_port && (old == new || same_zone())
    }
}

/// What a host of the cloud has in common with all others that Bitrix24 runs there: `bitrix24.com`.
fn zone(host: &str) -> Option<&str> {
    let (_, zone) = host.split_once('.')?;
    let top = zone.strip_prefix("bitrix24.")?;
    let country = top.strip_prefix("com.").unwrap_or(top);
    // Anything else may be somebody's own domain.
    ((2..=3).contains(&country.len()) && country.bytes().all(|b| b.is_ascii_lowercase())).then_some(zone)
}

/// Decides whether a client follows a move.
#[derive(Clone)]
pub(super) struct TrustMoves(Arc<dyn Fn(&Move<'_>) -> bool + Send + Sync>);

impl TrustMoves {
    pub(super) fn by(decide: impl Fn(&Move<'_>) -> bool + Send + Sync + 'static) -> Self {
        Self(Arc::new(decide))
    }
}

impl Default for TrustMoves {
    fn default() -> Self {
        Self::by(|moved| moved.stays_in_the_family())
    }
}

impl fmt::Debug for TrustMoves {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TrustMoves(…)")
    }
}

/// How often a call is sent on. A portal moves once; more than that is a circle.
pub(super) const MOST_MOVES: u32 = 5;

/// Why a move was not followed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum NotFollowed {
    /// There is no address, or none that can be read.
    Nowhere,
    /// It is the address that was called.
    ToItself,
    /// It is the address of something else than the method: of a page to log in at, for instance.
    AnotherPage { to: String },
    /// It is not https.
    NotHttps { to: String },
    /// Credentials do not go there.
    NotTrusted { to: String },
    /// The call has been sent on too often.
    TooOften { to: String },
}

impl fmt::Display for NotFollowed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nowhere => f.write_str("has moved and does not say where to"),
            Self::ToItself => f.write_str("says that it has moved to where it was called"),
            Self::AnotherPage { to } => {
                write!(f, "sends callers to another page of {to}, which is not the method")
            }
            Self::NotHttps { to } => {
                write!(f, "has moved to {to}, which is not https; nothing was sent there")
            }
            Self::NotTrusted { to } => write!(
                f,
                "has moved to {to}; nothing was sent there: use that address, or let the client follow by \
                 `ClientBuilder::follow_moves`"
            ),
            Self::TooOften { to } => write!(f, "has moved once too often, to {to}"),
        }
    }
}

/// Where a method is to be called from now on, if the client follows there.
pub(super) fn follow(
    access: &Access,
    method: &str,
    location: Option<&str>,
    trust: &TrustMoves,
) -> Result<Access, NotFollowed> {
    let old = access.address(method);
    let new = location.and_then(|location| old.join(location).ok()).ok_or(NotFollowed::Nowhere)?;
    if new == old {
        return Err(NotFollowed::ToItself);
    }
    let to = origin(&new);
    if !is_confidential(&new) {
        return Err(NotFollowed::NotHttps { to });
    }
    let path = new.path().trim_end_matches('/');
    if path.strip_suffix(".json").unwrap_or(path) != access.path(method) {
        return Err(NotFollowed::AnotherPage { to });
    }
    if !(trust.0)(&Move { from: access.origin(), to: &to }) {
        return Err(NotFollowed::NotTrusted { to });
    }
    Ok(access.at(&new))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_followed(from: &str, to: &str) -> bool {
        Move { from, to }.stays_in_the_family()
    }

    #[test]
    fn credentials_stay_with_the_portal_and_within_bitrix24_s_own_zones() {
        assert!(is_followed("https://old.bitrix24.com", "https://new.bitrix24.com"));
        assert!(is_followed("https://old.bitrix24.com.br", "https://new.bitrix24.com.br"));
        assert!(is_followed("https://portal.example.com", "https://portal.example.com"));
        assert!(is_followed("http://127.0.0.1:8080", "http://127.0.0.1:8081"));
        for to in [
            "https://new.bitrix24.de",
            "https://example.com",
            "https://bitrix24.com.example.com",
            "https://new.bitrix24.com.example.com",
            "https://new.bitrix24.com:8443",
            "https://evilbitrix24.com",
        ] {
            assert!(!is_followed("https://old.bitrix24.com", to), "{to}");
        }
        assert!(!is_followed("https://a.bitrix24.example.com", "https://b.bitrix24.example.com"));
        assert!(!is_followed("https://a.example.com", "https://b.example.com"));
        assert!(!is_followed("https://portal.example.com", "http://127.0.0.1"));
    }

    #[test]
    fn only_the_same_method_at_another_address_is_a_move() {
        let access = Access::webhook("https://old.bitrix24.com/rest/1/s3cret/", None).expect("a webhook");
        let to = |location: &str| follow(&access, "crm.deal.add", Some(location), &TrustMoves::default());
        let Ok(moved) = to("https://new.bitrix24.com/rest/1/s3cret/crm.deal.add.json") else {
            panic!("it is a move")
        };
        assert_eq!(moved.origin(), "https://new.bitrix24.com");
        assert_eq!(moved.path("x"), "/rest/1/s3cret/x");
        let page = "https://new.bitrix24.com".to_owned();
        assert_eq!(
            to("https://new.bitrix24.com/auth/").err(),
            Some(NotFollowed::AnotherPage { to: page.clone() })
        );
        let plain = "http://new.bitrix24.com".to_owned();
        assert_eq!(
            to("http://new.bitrix24.com/rest/1/s3cret/crm.deal.add").err(),
            Some(NotFollowed::NotHttps { to: plain })
        );
        assert_eq!(to("/rest/1/s3cret/crm.deal.add").err(), Some(NotFollowed::ToItself));
        assert_eq!(follow(&access, "x", None, &TrustMoves::default()).err(), Some(NotFollowed::Nowhere));
    }
}
