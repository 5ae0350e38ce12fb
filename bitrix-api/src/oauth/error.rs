//! Why an application got no tokens.

use std::fmt;
use std::sync::Arc;

use super::StoreError;

/// Why tokens could not be got or renewed. All calls that waited for them get the same.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub enum AuthError {
    /// The authorisation server refused.
    Refused {
        /// Why.
        cause: GrantError,
        /// What it said, credentials removed.
        description: String,
    },
    /// The authorisation server could not be reached, or gave no answer.
    Transport(Arc<reqwest::Error>),
    /// It answered, and not with tokens.
    Answer {
        /// The HTTP status.
        http: u16,
        /// What is wrong with the answer.
        why: String,
    },
    /// The store has no tokens for the portal any more: somebody has removed them.
    NoTokens {
        /// The portal.
        member_id: String,
    },
    /// The store failed. New tokens that could not be saved are not used, since they would be lost with the process.
    Store(Arc<StoreError>),
    /// The work was ended, as it is when a runtime shuts down.
    Interrupted,
}

/// Why the authorisation server refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum GrantError {
    /// The refresh token is spent or too old, or the authorisation code is: the application must be authorised anew.
    InvalidGrant,
    /// `client_id` or `client_secret` is wrong.
    InvalidClient,
    /// The request is not what the server expects.
    InvalidRequest,
    /// The application asks for more than it may.
    InvalidScope,
    /// The trial or the paid time of the application is over.
    PaymentRequired,
    /// Another code.
    Other(String),
}

impl GrantError {
    pub(super) fn of(code: &str) -> Self {
        match code {
            "invalid_grant" => Self::InvalidGrant,
            "invalid_client" | "wrong_client" => Self::InvalidClient,
            "invalid_request" => Self::InvalidRequest,
            "invalid_scope" => Self::InvalidScope,
            "PAYMENT_REQUIRED" => Self::PaymentRequired,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The code on the wire.
    #[must_use]
    pub fn code(&self) -> &str {
        match self {
            Self::InvalidGrant => "invalid_grant",
            Self::InvalidClient => "invalid_client",
            Self::InvalidRequest => "invalid_request",
            Self::InvalidScope => "invalid_scope",
            Self::PaymentRequired => "PAYMENT_REQUIRED",
            Self::Other(code) => code,
        }
    }

    /// Whether asking again with the same tokens cannot help.
    pub(crate) fn is_final(&self) -> bool {
        matches!(self, Self::InvalidGrant | Self::InvalidClient | Self::InvalidScope)
    }
}

impl AuthError {
    /// Why the authorisation server refused, if it did.
    #[must_use]
    pub fn refused(&self) -> Option<&GrantError> {
        match self {
            Self::Refused { cause, .. } => Some(cause),
            _ => None,
        }
    }
}

impl fmt::Display for AuthError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { cause, description } => {
                write!(f, "the authorisation server refused new tokens: {}", cause.code())?;
                if !description.is_empty() {
                    write!(f, ", {description}")?;
                }
                match cause {
                    GrantError::InvalidGrant => f.write_str("; the application must be authorised anew"),
                    GrantError::InvalidClient => f.write_str("; compare client_id and client_secret"),
                    _ => Ok(()),
                }
            }
            Self::Transport(_) => f.write_str("the authorisation server gave no answer"),
            Self::Answer { http, why } => {
                write!(f, "the authorisation server's answer (HTTP {http}) has no tokens: {why}")
            }
            Self::NoTokens { member_id } => {
                write!(f, "the store has no tokens for the portal {member_id} any more")
            }
            Self::Store(error) => write!(f, "the token store failed: {error}"),
            Self::Interrupted => f.write_str("the renewal of the tokens was cut short"),
        }
    }
}

impl std::error::Error for AuthError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => Some(&**error),
            Self::Store(error) => error.source(),
            Self::Refused { .. } | Self::Answer { .. } | Self::NoTokens { .. } | Self::Interrupted => None,
        }
    }
}

impl From<StoreError> for AuthError {
    fn from(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }
}
