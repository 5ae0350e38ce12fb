//! Where a portal is: scheme, host and port.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::portal::handle::Portal;

/// The address of a portal without any path, over http or https: `http://127.0.0.1:8080`.
///
/// ```
/// use bitrix_api::portal::Origin;
///
/// let origin: Origin = "http://127.0.0.1:8080/".parse()?;
/// assert_eq!(origin.to_string(), "http://127.0.0.1:8080");
/// assert!("http://127.0.0.1:8080/rest/".parse::<Origin>().is_err());
/// assert!("ftp://127.0.0.1".parse::<Origin>().is_err());
/// # Ok::<(), bitrix_api::portal::NotAnOrigin>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// A text that is no [`Origin`]. It is not repeated: addresses can hold secrets.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected scheme, host and port and nothing else, like http://127.0.0.1:8080 or https://portal.example"
)]
pub struct NotAnOrigin;

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let url = Url::parse(text).map_err(|_| NotAnOrigin)?;
        let is_web = matches!(url.scheme(), "http" | "https");
        let origin = url.origin().ascii_serialization();
        // Whatever else the address had would be missing from its origin.
        let is_whole = url.as_str().trim_end_matches('/') == origin;
        if is_web && is_whole { Ok(Self(origin)) } else { Err(NotAnOrigin) }
    }
}

impl From<&Portal> for Origin {
    fn from(portal: &Portal) -> Self {
        Self(portal.base_url())
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}
