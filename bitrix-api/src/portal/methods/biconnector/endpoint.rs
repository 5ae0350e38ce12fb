//! The endpoints of a connector, which the portal calls while it answers.

use std::error::Error;
use std::fmt;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::Url;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::CONTENT_TYPE;
use url::Host;

use super::unanswered::Unanswered;
use crate::php::{Array, Key, form};

/// How long an endpoint may take. A portal of the cloud waits longer than anybody who tries one out wants to.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How much is read of an answer of which all that counts is that there is something in it.
const ENOUGH: usize = 64 * 1024;

/// An endpoint that is to be asked, and what it is told.
#[derive(Clone, PartialEq)]
pub(in crate::portal) struct Endpoint {
    address: String,
    /// The parameters, the source's settings by their codes among them. Not to be shown.
    params: Array,
}

impl fmt::Debug for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Endpoint")
    }
}

impl Endpoint {
    /// The settings come behind the other parameters.
    pub(super) fn new(address: String, mut params: Array, connection: Array) -> Self {
        params.insert(Key::from("connection"), connection.into());
        Self { address, params }
    }
}

/// Who asks.
#[derive(Debug)]
pub(in crate::portal) struct Asker {
    http: reqwest::Client,
    allows_private: bool,
}

impl Asker {
    /// Real portals call no private address. `allows_private` lets this one, which mostly runs beside the endpoint.
    pub(in crate::portal) fn new(allows_private: bool) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .no_proxy()
            .dns_resolver(Arc::new(Lookup { allows_private }))
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIMEOUT)
            .build()?;
        Ok(Self { http, allows_private })
    }

    /// Whether the endpoint answers with HTTP 200 and something in the body, which `0` is not.
    pub(in crate::portal) async fn ask(&self, endpoint: &Endpoint) -> bool {
        self.read(endpoint, ENOUGH).await.is_ok()
    }

    /// What the endpoint answers, up to about so many bytes.
    pub(super) async fn read(&self, endpoint: &Endpoint, most: usize) -> Result<Vec<u8>, Unanswered> {
        // The name is looked up before the request's own time begins.
        let answer = tokio::time::timeout(TIMEOUT, self.answer(endpoint, most)).await;
        answer.unwrap_or(Err(Unanswered::Late))
    }

    async fn answer(&self, endpoint: &Endpoint, most: usize) -> Result<Vec<u8>, Unanswered> {
        let address = Url::parse(&endpoint.address).map_err(|_| Unanswered::Address)?;
        if !matches!(address.scheme(), "http" | "https") {
            return Err(Unanswered::Address);
        }
        // What is no name is not looked up.
        let ip = match address.host() {
            Some(Host::Ipv4(ip)) => Some(IpAddr::V4(ip)),
            Some(Host::Ipv6(ip)) => Some(IpAddr::V6(ip)),
            Some(Host::Domain(_)) | None => None,
        };
        if ip.is_some_and(|ip| !self.allows_private && !is_public(ip)) {
            return Err(Unanswered::Private);
        }
        let request = self
            .http
            .post(address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form::write(&endpoint.params));
        let late = |error: &reqwest::Error| error.is_timeout().then_some(Unanswered::Late);
        let unanswered = |error| late(&error).or_else(|| from_lookup(&error)).unwrap_or(Unanswered::Nobody);
        let mut response = request.send().await.map_err(unanswered)?;
        if response.status() != reqwest::StatusCode::OK {
            return Err(Unanswered::Status(response.status().as_u16()));
        }
        let mut body = Vec::new();
        while body.len() < most {
            let chunk = response.chunk().await;
            match chunk.map_err(|error| late(&error).unwrap_or(Unanswered::Broken))? {
                Some(chunk) => body.extend_from_slice(&chunk),
                None => break,
            }
        }
        if matches!(body.as_slice(), b"" | b"0") { Err(Unanswered::Empty) } else { Ok(body) }
    }
}

/// Looks up names. What it lets pass is what is called: nobody asks again, and is told another address.
#[derive(Debug, Clone, Copy)]
struct Lookup {
    allows_private: bool,
}

impl Resolve for Lookup {
    fn resolve(&self, name: Name) -> Resolving {
        let Self { allows_private } = *self;
        Box::pin(async move {
            // The port comes from the URL.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await.map_err(|_| Unanswered::Unknown)?;
            let found: Vec<SocketAddr> = found.collect();
            if !allows_private && !found.iter().all(|address| is_public(address.ip())) {
                return Err(Unanswered::Private.into());
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// Why a name was not looked up, if that is why nobody was called.
fn from_lookup(error: &reqwest::Error) -> Option<Unanswered> {
    let mut causes = std::iter::successors(error.source(), |&cause| cause.source());
    causes.find_map(|cause| cause.downcast_ref()).copied()
}

fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => {
            let is_shared = matches!(ip.octets(), [100, second, ..] if second & 0xc0 == 64);
            !(is_shared
                || ip.is_multicast()
                || ip.is_loopback()
                || ip.is_private()
                || ip.is_link_local()
                || ip.is_unspecified()
                || ip.is_broadcast())
        }
        IpAddr::V6(ip) => match ip.to_ipv4_mapped() {
            Some(ip) => is_public(IpAddr::V4(ip)),
            None => {
                !(ip.is_loopback()
                    || ip.is_unspecified()
                    || ip.is_multicast()
                    || ip.is_unique_local()
                    || ip.is_unicast_link_local())
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Array, Asker, Endpoint, Unanswered, form, is_public};

    #[test]
    fn settings_are_written_as_php_writes_a_form() {
        let connection: Array = [("login", "anna & co"), ("pass word", "ü=1")].into_iter().collect();
        assert_eq!(
            form::write(&Endpoint::new(String::new(), Array::default(), connection).params),
            "connection%5Blogin%5D=anna+%26+co&connection%5Bpass+word%5D=%C3%BC%3D1"
        );
    }

    #[test]
    fn addresses_of_the_own_network_are_private() {
        for ip in [
            "127.0.0.1",
            "10.1.2.3",
            "192.168.0.1",
            "169.254.1.1",
            "100.64.0.1",
            "224.0.0.1",
            "0.0.0.0",
            "::1",
            "ff02::1",
            "fd00::1",
            "::ffff:127.0.0.1",
        ] {
            assert!(!is_public(ip.parse().expect(ip)), "{ip}");
        }
        assert!(is_public("93.184.216.34".parse().expect("an address")));
    }

    #[tokio::test]
    async fn what_cannot_be_called_is_told_from_what_must_not_be() {
        for (address, allows_private, why) in [
            ("", true, Unanswered::Address),
            ("no address", true, Unanswered::Address),
            ("data:text/plain,yes", true, Unanswered::Address),
            ("ftp://127.0.0.1/check", true, Unanswered::Address),
            ("http://name.invalid/check", true, Unanswered::Unknown),
            ("http://name.invalid/check", false, Unanswered::Unknown),
            ("http://127.0.0.1:1/check", true, Unanswered::Nobody),
            ("http://127.0.0.1:1/check", false, Unanswered::Private),
            ("http://[::1]:1/check", false, Unanswered::Private),
            ("http://localhost:1/check", true, Unanswered::Nobody),
            ("http://localhost:1/check", false, Unanswered::Private),
        ] {
            let asker = Asker::new(allows_private).expect("no TLS is needed");
            let endpoint = Endpoint::new(address.to_owned(), Array::default(), Array::default());
            assert_eq!(asker.read(&endpoint, 1).await, Err(why), "{address}");
        }
    }
}
