//! What goes back over the network.

use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Response, StatusCode};
use serde::Serialize;

/// A status, and JSON if there is something to say.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: StatusCode,
    json: Option<Vec<u8>>,
}

impl Reply {
    /// A status alone.
    pub(super) fn status(status: StatusCode) -> Self {
        Self { status, json: None }
    }

    /// A status with a value.
    pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Self {
        // Writing to memory cannot fail, nor can keys that are texts.
        Self { status, json: Some(serde_json::to_vec(value).unwrap_or_default()) }
    }
}

impl From<Reply> for Response<Full<Bytes>> {
    fn from(reply: Reply) -> Self {
        let is_json = reply.json.is_some();
        let mut response = Self::new(Full::new(Bytes::from(reply.json.unwrap_or_default())));
        *response.status_mut() = reply.status;
        if is_json {
            let json = HeaderValue::from_static("application/json; charset=utf-8");
            response.headers_mut().insert(CONTENT_TYPE, json);
        }
        response
    }
}
