//! The errors that any method can be answered with, before its own rules are looked at.

use bitrix_spec::model::{Code, ErrorPlace};

use super::refusal::Refusal;

/// One of the portal's own errors.
#[derive(Debug, Clone, Copy)]
pub(super) struct SystemError {
    code: &'static str,
    http: u16,
    message: &'static str,
}

/// The token, or the webhook's secret, is missing or wrong.
pub(super) const NO_AUTH_FOUND: SystemError =
    SystemError { code: "NO_AUTH_FOUND", http: 401, message: "Wrong authorization data" };

/// No family that the portal knows has the method.
pub(super) const ERROR_METHOD_NOT_FOUND: SystemError =
    SystemError { code: "ERROR_METHOD_NOT_FOUND", http: 404, message: "Method not found!" };

impl From<SystemError> for Refusal {
    fn from(error: SystemError) -> Self {
        Self {
            code: Code::Text(error.code.to_owned()),
            description: error.message.to_owned(),
            at: ErrorPlace::Top,
            http: error.http,
        }
    }
}
