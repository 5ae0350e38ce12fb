//! The endpoints of a connector, which the portal calls while it answers.

use std::net::IpAddr;
use std::time::Duration;

use reqwest::Url;
use reqwest::header::CONTENT_TYPE;

use crate::php::{Array, Value};

/// How long an endpoint may take. A portal of the cloud waits longer than anybody who tries one out wants to.
const TIMEOUT: Duration = Duration::from_secs(10);
/// How much of an answer is read: that there is something in it is all that counts.
const ENOUGH: usize = 64 * 1024;

/// An endpoint that is to be asked, and what it is told.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Endpoint {
    pub(super) address: String,
    /// The source's settings by their codes. Not to be shown.
    pub(super) connection: Array,
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
        // The name is looked up before the request's own time begins.
        tokio::time::timeout(TIMEOUT, self.answers(endpoint)).await.unwrap_or(false)
    }

    async fn answers(&self, endpoint: &Endpoint) -> bool {
        let Ok(address) = Url::parse(&endpoint.address) else { return false };
        if !self.allows_private && !is_public(&address).await {
            return false;
        }
        let request = self
            .http
            .post(address)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form(&endpoint.connection));
        let Ok(mut response) = request.send().await else { return false };
        if response.status() != reqwest::StatusCode::OK {
            return false;
        }
        let mut body = Vec::new();
        while body.len() < ENOUGH {
            match response.chunk().await {
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Ok(None) => break,
                Err(_) => return false,
            }
        }
        !matches!(body.as_slice(), b"" | b"0")
    }
}

/// The settings as PHP writes a form: `connection[login]=anna`.
fn form(connection: &Array) -> String {
    let mut form = url::form_urlencoded::Serializer::new(String::new());
    for (code, value) in connection.iter() {
        form.append_pair(&format!("connection[{code}]"), &Value::to_text(value));
    }
    form.finish()
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
    use super::{Array, form, is_public_ip};

    #[test]
    fn settings_are_written_as_php_writes_a_form() {
        let connection: Array = [("login", "anna & co"), ("pass word", "ü=1")].into_iter().collect();
        assert_eq!(
            form(&connection),
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
