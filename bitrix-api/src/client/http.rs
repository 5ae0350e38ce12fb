//! The HTTP client that calls are made with.

use std::fmt;
use std::time::Duration;

/// How many connections are kept open to one host, and for how long: a server may close one at any time.
const IDLE_CONNECTIONS: usize = 32;
const IDLE_TIME: Duration = Duration::from_secs(30);

/// Something of reqwest's that is not shown: headers may hold secrets.
#[derive(Clone, Default)]
pub(crate) struct Hidden<T>(pub(crate) T);

impl<T> fmt::Debug for Hidden<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// Finishes a client whose calls are never redirected or repeated behind the library's back: they would be lost, or run
/// twice.
pub(crate) fn build(
    builder: reqwest::ClientBuilder,
    loopback: bool,
) -> Result<reqwest::Client, reqwest::Error> {
    let builder = builder
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .pool_max_idle_per_host(IDLE_CONNECTIONS)
        .pool_idle_timeout(IDLE_TIME)
        .referer(false);
    let builder = if loopback { builder.no_proxy() } else { builder };
    builder.build().map_err(reqwest::Error::without_url)
}

/// A client for a few requests to one address.
pub(crate) fn plain_http(address: &str) -> Result<reqwest::Client, reqwest::Error> {
    let loopback = url::Url::parse(address).is_ok_and(|url| super::address::is_loopback(&url));
    build(reqwest::Client::builder().connect_timeout(Duration::from_secs(10)), loopback)
}
