//! The endpoints of a connector, which the portal calls while it answers.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::CONTENT_TYPE;

use crate::php::{Array, Key, form};

/// How long an endpoint may take. A portal of the cloud waits longer than anybody who tries one out wants to.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How much is read of an answer of which all that counts is that there is something in it.
const ENOUGH: usize = 64 * 1024;

/// An endpoint that is to be asked, and what it is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Endpoint {
    address: String,
    /// The parameters, the source's settings by their codes among them. Not to be shown.
    params: Array,
}

impl Endpoint {
    /// The settings come behind the other parameters.
    pub(super) fn new(address: String, mut params: Array, connection: Array) -> Self {
        params.insert(Key::from("connection"), connection.into());
        Self { address, params }
    }
}

/// Why an endpoint has not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Unanswered {
    #[error("its address is none that can be called")]
    Address,
    #[error(
        "its address is of a private network, which real portals do not call: `--allow-private-addresses` lets it"
    )]
    Private,
    #[error("nobody answers there")]
    Nobody,
    #[error("it answered with HTTP {0}")]
    Status(u16),
    #[error("its answer broke off")]
    Broken,
    #[error("it took too long")]
    Late,
    #[error("its answer is empty")]
    Empty,
    #[error("the portal's state says that it does not answer")]
    Seeded,
}

/// Who asks.
#[derive(Debug)]
pub(super) struct Asker {
    http: reqwest::Client,
    allows_private: bool,
}

impl Asker {
    /// Real portals call no private address. `allows_private` lets this one, which mostly runs beside the endpoint.
    pub(super) fn new(allows_private: bool) -> Result<Self, reqwest::Error> {
        let http = reqwest::Client::builder()
            .no_proxy()
            .redirect(reqwest::redirect::Policy::none())
            .timeout(TIMEOUT)
            .build()?;
        Ok(Self { http, allows_private })
    }

    /// Whether the endpoint answers with HTTP 200 and something in the body, which `0` is not.
    pub(super) async fn ask(&self, endpoint: &Endpoint) -> bool {
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
        if !self.allows_private && !is_public(&address).await {
            return Err(Unanswered::Private);
        }
        let request = self
            .http
            .post(address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form::write(&endpoint.params));
        let late = |error: &reqwest::Error| error.is_timeout().then_some(Unanswered::Late);
        let mut response =
            request.send().await.map_err(|error| late(&error).unwrap_or(Unanswered::Nobody))?;
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

async fn is_public(address: &Url) -> bool {
    let Some(host) = address.host_str() else { return false };
    let host = host.trim_matches(['[', ']']);
    let port = address.port_or_known_default().unwrap_or(443);
    match tokio::net::lookup_host((host, port)).await {
        Ok(mut found) => found.all(|found| is_public_ip(found.ip())),
        Err(_) => false,
    }
}

fn is_public_ip(ip: IpAddr) -> bool {
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
            Some(ip) => is_public_ip(IpAddr::V4(ip)),
            None => {
                !(ip.is_loopback()
                    || ip.is_unspecified()
                    || ip.is_unique_local()
                    || ip.is_unicast_link_local())
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::{Array, Endpoint, form, is_public_ip};

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
            "fd00::1",
            "::ffff:127.0.0.1",
        ] {
            assert!(!is_public_ip(ip.parse().expect(ip)), "{ip}");
        }
        assert!(is_public_ip("93.184.216.34".parse().expect("an address")));
    }
}
