//! What a call came to, in a word.

use bitrix_spec::model::{Code, ErrorPlace};

use crate::error::ErrorCode;
use crate::portal::methods::refusal::Refusal;

/// What a call came to in the portal. Where a fault struck after that, its caller got to know something else.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Outcome {
    /// A result: the method has done what it was called for.
    Result,
    /// An error.
    Error {
        /// The error's code; a number where the server sends one.
        code: ErrorCode,
        /// Where in the answer the error stood.
        shape: ErrorShape,
    },
    /// Nothing but an HTTP status: it never reached the REST interface, or the server died over it.
    Status,
    /// Nothing: the connection was closed before it reached the REST interface.
    Dropped,
}

/// Where in an answer an error stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorShape {
    /// `{"error": CODE, …}`
    Top,
    /// `{"result": {"error": {"error": CODE, …}}, …}`
    Nested,
}

impl ErrorShape {
    /// `top` or `nested`.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Nested => "nested",
        }
    }
}

impl From<&Refusal> for Outcome {
    fn from(refusal: &Refusal) -> Self {
        let code = match &refusal.code {
            Code::Text(code) => ErrorCode::Text(code.clone()),
            Code::Number(code) => ErrorCode::Number(*code),
        };
        let shape = match refusal.at {
            ErrorPlace::Top => ErrorShape::Top,
            ErrorPlace::Result => ErrorShape::Nested,
        };
        Self::Error { code, shape }
    }
}
