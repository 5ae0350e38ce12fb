//! Which addresses a client may be given.

use url::{Host, Url};

use super::BuildError;

/// Reads the address of a portal or an authorisation server: https, or http on this machine, and no more than a path.
pub(crate) fn checked_address(address: &str) -> Result<Url, BuildError> {
    let url = Url::parse(address.trim()).map_err(BuildError::NotAUrl)?;
    if !is_confidential(&url) {
        return Err(BuildError::NotHttps);
    }
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(BuildError::Superfluous);
    }
    Ok(url)
}

/// Whether nobody on the way can read what is sent there.
pub(super) fn is_confidential(url: &Url) -> bool {
    match url.scheme() {
        "https" => !url.cannot_be_a_base(),
        "http" => is_loopback(url),
        _ => false,
    }
}

/// Whether it is an address of this machine.
pub(super) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Scheme, host and port: all of an address that may be shown.
pub(super) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
