//! What goes back in place of an answer.

use std::error::Error;

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use super::error::HostError;
use crate::php::form::FormError;

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum Refusal {
    /// The body is larger than is read.
    TooLarge,
    /// The body is no form.
    NotAForm,
    /// The connection broke before the body was there.
    Broken,
    /// The form is malformed.
    Form(FormError),
    /// The host took too long.
    Timeout,
    /// The host says so.
    Host(HostError),
    /// The host's answer breaks a rule.
    Answer(String),
}

impl Refusal {
    fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::NotAForm => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Broken | Self::Form(_) | Self::Host(HostError::Bad(_)) => StatusCode::BAD_REQUEST,
            Self::Timeout => StatusCode::GATEWAY_TIMEOUT,
            Self::Host(HostError::Forbidden) => StatusCode::FORBIDDEN,
            Self::Host(HostError::UnknownTable) => StatusCode::NOT_FOUND,
            Self::Host(HostError::Busy) => StatusCode::SERVICE_UNAVAILABLE,
            Self::Host(HostError::Failed(_)) | Self::Answer(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Self::TooLarge => "BODY_TOO_LARGE",
            Self::NotAForm => "NOT_A_FORM",
            Self::Broken | Self::Form(_) => "MALFORMED_FORM",
            Self::Timeout => "TIMEOUT",
            Self::Host(HostError::Bad(_)) => "BAD_CALL",
            Self::Host(HostError::Forbidden) => "FORBIDDEN",
            Self::Host(HostError::UnknownTable) => "UNKNOWN_TABLE",
            Self::Host(HostError::Busy) => "BUSY",
            Self::Host(HostError::Failed(_)) | Self::Answer(_) => "HOST_FAILED",
        }
    }

    /// What the caller is told. What is wrong inside is the log's affair.
    fn told(&self) -> String {
        match self {
            Self::TooLarge => "the body has more bytes than are read".to_owned(),
            Self::NotAForm => "the body must be `application/x-www-form-urlencoded`".to_owned(),
            Self::Broken => "the body did not arrive".to_owned(),
            Self::Form(error) => error.to_string(),
            Self::Timeout => "the source takes too long".to_owned(),
            Self::Host(error) => error.to_string(),
            Self::Answer(_) => "the source fails".to_owned(),
        }
    }

    /// Tells the log what whoever runs the host has to know.
    pub(super) fn log(&self, endpoint: &str) {
        match self {
            Self::Host(HostError::Failed(error)) => {
                tracing::error!(endpoint, error = chain(&**error), "the host fails");
            }
            Self::Answer(rule) => {
                tracing::error!(endpoint, rule, "the host's answer breaks a rule of the portal's");
            }
            Self::Timeout => tracing::warn!(endpoint, "the host takes too long"),
            Self::Host(HostError::Busy) => tracing::warn!(endpoint, "the host is busy"),
            // A call's own texts may hold what its sender did not mean to show.
            _ => tracing::debug!(endpoint, status = self.status().as_u16(), "a call is refused"),
        }
    }
}

/// An error with its causes.
fn chain(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}

impl From<HostError> for Refusal {
    fn from(error: HostError) -> Self {
        Self::Host(error)
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let body = json!({ "error": self.code(), "error_description": self.told() });
        (self.status(), [(CONTENT_TYPE, "application/json")], body.to_string()).into_response()
    }
}
