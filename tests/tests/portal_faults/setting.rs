//! HTTP byte by byte, so that what is broken can be seen.

use std::fmt;
use std::time::Duration;

use bitrix_api::portal::Portal;
pub(crate) use bitrix_tests::waiting::until;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::time::timeout;

pub(crate) const UPDATE: &str = "biconnector.connector.update";
pub(crate) const GET: &str = "biconnector.connector.get";

/// Longer than anything may take.
const MOST: Duration = Duration::from_secs(20);

/// A portal with the connector 4.
pub(crate) async fn portal() -> Portal {
    seeded(Portal::start().await.expect("a port is free"))
}

pub(crate) fn seeded(portal: Portal) -> Portal {
    let state = json!({ "connectors": [{ "id": 4, "title": "Old" }, { "id": 5, "owner": "second" }] });
    portal.seed(&state).expect("it is a state");
    portal
}

/// What came back before the connection was closed.
pub(crate) struct Answer {
    /// None if there was not a byte.
    pub(crate) status: Option<u16>,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines().filter_map(|line| line.split_once(": "));
        lines.find(|(known, _)| known.eq_ignore_ascii_case(name)).map(|(_, value)| value)
    }

    /// Whether all of the body came that was promised.
    pub(crate) fn is_whole(&self) -> bool {
        let promised = self.header("content-length").and_then(|length| length.parse().ok());
        promised == Some(self.body.len())
    }

    /// The body, null where it is no JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_default()
    }

    /// The code of an error at the top of the answer.
    pub(crate) fn error(&self) -> Option<String> {
        self.json()["error"].as_str().map(str::to_owned)
    }
}

impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.head, String::from_utf8_lossy(&self.body))
    }
}

/// Opens a connection and sends a request.
async fn send(base: &str, verb: &str, path: &str, body: &str) -> TcpStream {
    let mut stream = TcpStream::connect(base.trim_start_matches("http://")).await.expect("it listens");
    let request = format!(
        "{verb} {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await.expect("it reads");
    stream
}

/// Sends a request and reads until the connection is closed.
pub(crate) async fn ask(base: &str, verb: &str, path: &str, body: &str) -> Answer {
    let mut stream = send(base, verb, path, body).await;
    let mut bytes = Vec::new();
    let read = timeout(MOST, stream.read_to_end(&mut bytes)).await.expect("it answers in time");
    read.expect("the connection is closed in order");
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n").unwrap_or(bytes.len());
    let head = String::from_utf8(bytes[..end].to_vec()).expect("a head is text");
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok());
    Answer { status, head, body: bytes.split_off(bytes.len().min(end + 4)) }
}

/// Sends a request and waits for nothing.
pub(crate) async fn send_only(portal: &Portal, method: &str, params: Value) -> TcpStream {
    send(&portal.base_url(), "POST", &format!("/rest/{method}"), &params.to_string()).await
}

/// Calls a method with an access token.
pub(crate) async fn call_as(base: &str, token: &str, method: &str, mut params: Value) -> Answer {
    params["auth"] = token.into();
    ask(base, "POST", &format!("/rest/{method}"), &params.to_string()).await
}

/// Calls a method as the first application.
pub(crate) async fn call(portal: &Portal, method: &str, params: Value) -> Answer {
    call_as(&portal.base_url(), portal.token(), method, params).await
}

/// Gives the connector 4 another title.
pub(crate) async fn update(portal: &Portal, title: &str) -> Answer {
    call(portal, UPDATE, json!({ "id": 4, "fields": { "title": title } })).await
}
