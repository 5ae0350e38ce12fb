//! The errors that any method can answer with, since they come from the REST interface and not from the method.

use std::fmt;

use super::Execution;
use super::refusal::{ErrorCode, Refusal};

macro_rules! system_errors {
    ($($(#[$doc:meta])* $variant:ident = $code:literal, [$($http:literal),+], $execution:ident;)*) => {
        /// Which system error it is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum SystemErrorKind {
            $($(#[$doc])* $variant,)*
        }

        impl SystemErrorKind {
            /// The code on the wire.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code,)* }
            }

            /// Whether the call ran all the same.
            pub(crate) fn execution(self) -> Execution {
                match self { $(Self::$variant => Execution::$execution,)* }
            }

            fn named(code: &str) -> Option<Self> {
                match code {
                    $($code => Some(Self::$variant),)*
                    _ => None,
                }
            }

            fn find(code: &str, http: u16) -> Option<Self> {
                match code {
                    $($code if [$($http),+].contains(&http) => Some(Self::$variant),)*
                    _ => None,
                }
            }
        }
    };
}

system_errors! {
    /// The server failed. Whether it did so before or after it ran the call is not known.
    InternalServerError = "INTERNAL_SERVER_ERROR", [500], Unknown;
    /// The server failed to make an answer. Whether it ran the call is not known.
    UnexpectedAnswer = "ERROR_UNEXPECTED_ANSWER", [500], Unknown;
    /// Too many calls: a portal takes two a second (Enterprise five), and a reserve of 50 (250) at once.
    QueryLimitExceeded = "QUERY_LIMIT_EXCEEDED", [503], NotRun;
    /// The method has used up its share of the server's time, 480 s within ten minutes.
    OperationTimeLimit = "OPERATION_TIME_LIMIT", [429], NotRun;
    /// The method cannot be called in a batch.
    BatchMethodNotAllowed = "ERROR_BATCH_METHOD_NOT_ALLOWED", [405], NotRun;
    /// A batch has more than 50 commands.
    BatchLengthExceeded = "ERROR_BATCH_LENGTH_EXCEEDED", [400], NotRun;
    /// The access token or the webhook's address is wrong.
    NoAuthFound = "NO_AUTH_FOUND", [401], NotRun;
    /// The portal wants https.
    InvalidRequest = "INVALID_REQUEST", [400], NotRun;
    /// The portal's REST interface is blocked by hand for overload; only Bitrix24's support can lift that.
    OverloadLimit = "OVERLOAD_LIMIT", [503], NotRun;
    /// The portal's plan does not include the REST interface. A method's own refusal for want of permission has the
    /// same code, and is a variant of the method's errors.
    AccessDenied = "ACCESS_DENIED", [401, 403], NotRun;
    /// The user of the token or webhook lacks permission.
    InvalidCredentials = "INVALID_CREDENTIALS", [401, 403], NotRun;
    /// There is no such manifest.
    ManifestIsNotAvailable = "ERROR_MANIFEST_IS_NOT_AVAILABLE", [404], NotRun;
    /// The portal has no method of this name, or the scope that it belongs to is missing.
    MethodNotFound = "ERROR_METHOD_NOT_FOUND", [404], NotRun;
    /// The token or webhook lacks the scope that the method belongs to.
    InsufficientScope = "insufficient_scope", [403], NotRun;
    /// The access token has expired: it lives for an hour.
    ExpiredToken = "expired_token", [401], NotRun;
    /// The administrator has not let this user use the application.
    UserAccessError = "user_access_error", [403], NotRun;
    /// The portal is no more, or its public part is closed.
    PortalDeleted = "PORTAL_DELETED", [403, 500], NotRun;
}

/// The REST interface refused a call before the method saw it, or failed around it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct SystemError {
    /// Which error it is.
    pub kind: SystemErrorKind,
    /// Method, code, text and HTTP status.
    pub refusal: Refusal,
}

impl SystemError {
    /// The system error that a refusal beside `result` is. Code **and** status must match: methods use some of the
    /// codes for errors of their own.
    pub(crate) fn recognise(refusal: &Refusal) -> Option<Self> {
        let ErrorCode::Text(code) = &refusal.code else { return None };
        let kind = SystemErrorKind::find(code, refusal.http)?;
        Some(Self { kind, refusal: refusal.clone() })
    }

    /// The same for a command of a batch, which has no status of its own: what methods use too, is theirs.
    pub(crate) fn recognise_in_batch(refusal: &Refusal) -> Option<Self> {
        let ErrorCode::Text(code) = &refusal.code else { return None };
        let kind = SystemErrorKind::named(code).filter(|kind| *kind != SystemErrorKind::AccessDenied)?;
        Some(Self { kind, refusal: refusal.clone() })
    }
}

impl fmt::Display for SystemError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, refusal } = self;
        if kind.execution() == Execution::Unknown {
            refusal.tell("failed", f)?;
            return write!(f, " (HTTP {}); whether it ran is not known", refusal.http);
        }
        write!(f, "{refusal} (HTTP {})", refusal.http)
    }
}

impl std::error::Error for SystemError {}
