//! What goes back over the network.

use bytes::Bytes;
use hyper::header::{ALLOW, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue, LOCATION};
use hyper::{Response, StatusCode};
use serde::Serialize;

use super::body::Body;
use crate::portal::methods::answer::Answer;

/// A status, and what there is to say.
#[derive(Debug)]
pub(in crate::portal) struct Reply {
    pub(super) status: StatusCode,
    content_type: Option<&'static str>,
    location: Option<HeaderValue>,
    allow: Option<&'static str>,
    text: Bytes,
    shape: Shape,
}

/// How much of the text arrives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Whole,
    /// Its first half.
    Cut,
    /// All of it, and blanks behind it up to this length.
    Padded(u64),
}

const JSON: &str = "application/json; charset=utf-8";
const HTML: &str = "text/html; charset=utf-8";

impl Reply {
    /// A status alone.
    pub(in crate::portal) fn status(status: StatusCode) -> Self {
        Self {
            status,
            content_type: None,
            location: None,
            allow: None,
            text: Bytes::new(),
            shape: Shape::Whole,
        }
    }

    /// A status with a value.
    pub(super) fn json(status: StatusCode, value: &impl Serialize) -> Self {
        // Writing to memory cannot fail, nor can keys that are texts.
        Self::text(status, JSON, serde_json::to_vec(value).unwrap_or_default())
    }

    /// What claims to be JSON and may be anything.
    pub(in crate::portal) fn claimed_json(text: &'static [u8]) -> Self {
        Self::text(StatusCode::OK, JSON, text)
    }

    /// A page.
    pub(in crate::portal) fn html(status: StatusCode, page: String) -> Self {
        Self::text(status, HTML, page)
    }

    /// A redirection; without an address, if this one cannot stand in a header.
    pub(in crate::portal) fn redirect(status: StatusCode, to: &str) -> Self {
        Self { location: HeaderValue::from_str(to).ok(), ..Self::status(status) }
    }

    /// The reply to a verb that is none of those allowed.
    pub(super) fn allowing(self, verbs: &'static str) -> Self {
        Self { allow: Some(verbs), ..self }
    }

    /// The reply of which only the first half arrives; none if it has no text.
    pub(in crate::portal) fn cut(self) -> Option<Self> {
        (!self.text.is_empty()).then_some(Self { shape: Shape::Cut, ..self })
    }

    /// The reply, made so many bytes long.
    pub(in crate::portal) fn padded(self, length: u64) -> Self {
        Self { shape: Shape::Padded(length), ..self }
    }

    fn text(status: StatusCode, content_type: &'static str, text: impl Into<Bytes>) -> Self {
        Self { content_type: Some(content_type), text: text.into(), ..Self::status(status) }
    }
}

impl From<&Answer> for Reply {
    fn from(answer: &Answer) -> Self {
        let status = StatusCode::from_u16(answer.http).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        match &answer.body {
            Some(body) => Self::json(status, body),
            None => Self::status(status),
        }
    }
}

impl From<Reply> for Response<Body> {
    fn from(reply: Reply) -> Self {
        let Reply { status, content_type, location, allow, text, shape } = reply;
        let length = text.len();
        let body = match shape {
            Shape::Whole => Body::whole(text),
            Shape::Cut => Body::cut(&text),
            Shape::Padded(length) => Body::padded(text, length),
        };
        let mut response = Self::new(body);
        *response.status_mut() = status;
        let headers = response.headers_mut();
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        if let Some(location) = location {
            headers.insert(LOCATION, location);
        }
        if let Some(allow) = allow {
            headers.insert(ALLOW, HeaderValue::from_static(allow));
        }
        if shape == Shape::Cut {
            // What was promised, so that its lack shows.
            headers.insert(CONTENT_LENGTH, length.into());
        }
        response
    }
}
