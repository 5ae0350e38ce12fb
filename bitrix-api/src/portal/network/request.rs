//! A request as PHP sees it: where it goes, and its parameters from query string and body together.

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;
use hyper::header::CONTENT_TYPE;
use hyper::{Method, Request, StatusCode};

use super::multipart;
use crate::php::form;
use crate::php::{Array, Value};

/// The largest body that is read.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// A request that has arrived whole.
#[derive(Debug)]
pub(super) struct Received {
    pub(super) verb: Method,
    query: String,
    kind: Kind,
    pub(super) body: Bytes,
}

/// What a body is.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Json,
    /// What anything else is taken for.
    Form,
    /// Parts with this boundary between them.
    Multipart(String),
}

impl Kind {
    fn of(content_type: &str) -> Self {
        match multipart::boundary(content_type) {
            Some(boundary) => Self::Multipart(boundary),
            None if content_type.to_ascii_lowercase().contains("json") => Self::Json,
            None => Self::Form,
        }
    }
}

/// Why a request did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ReceiveError {
    /// The body is larger than the portal reads.
    TooLarge,
    /// The connection broke, or what came over it was no HTTP.
    Broken,
}

impl ReceiveError {
    /// The status that it is answered with.
    pub(super) fn status(self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::Broken => StatusCode::BAD_REQUEST,
        }
    }
}

impl Received {
    /// Waits for the whole body.
    pub(super) async fn read(request: Request<Incoming>) -> Result<Self, ReceiveError> {
        let (head, body) = request.into_parts();
        let collected = Limited::new(body, MOST_BYTES).collect().await;
        let body = collected.map_err(|error| {
            if error.is::<LengthLimitError>() { ReceiveError::TooLarge } else { ReceiveError::Broken }
        })?;
        let content_type = head.headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or("");
        Ok(Self {
            verb: head.method,
            query: head.uri.query().unwrap_or_default().to_owned(),
            kind: Kind::of(content_type),
            body: body.to_bytes(),
        })
    }

    /// The parameters; those of the body go before those of the query string. JSON that cannot be read, or that is
    /// neither object nor list, gives none: PHP does not complain.
    pub(super) fn params(&self) -> Array {
        let mut params = form::parse(self.query.as_bytes());
        let body = match &self.kind {
            Kind::Json => match serde_json::from_slice(&self.body) {
                Ok(Value::Array(params)) => params,
                _ => Array::default(),
            },
            Kind::Form => form::parse(&self.body),
            Kind::Multipart(boundary) => form::parse(multipart::query(&self.body, boundary).as_bytes()),
        };
        for (key, value) in body.iter() {
            params.insert(key.clone(), value.clone());
        }
        params
    }
}
