//! The outcome of a call that did not succeed.

use std::fmt;

use super::refusal::{MethodError, Refusal};
use super::{
    AuthFailure, BatchFailed, DecodeError, Limited, NotReached, SystemError, SystemErrorKind, TransportError,
};
use crate::check::Violations;
use crate::oauth::AuthError;
use crate::request::Request;

/// Why a call has no result, by what a caller can do about it.
///
/// `E` is the method's own enum: match on it, never on texts.
///
/// ```
/// use bitrix_api::CallError;
/// use bitrix_api::biconnector::connector::UpdateError;
///
/// fn is_gone(error: &CallError<UpdateError>) -> bool {
///     matches!(error, CallError::Refused { kind: UpdateError::ConnectorNotFound, .. })
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError<E> {
    /// The method refused the call. Nothing was changed, unless the HTTP status is 500 or above.
    Refused {
        /// Which of the method's errors it is.
        kind: E,
        /// Code, text and HTTP status.
        refusal: Box<Refusal>,
    },
    /// The REST interface refused the call, or failed.
    System(Box<SystemError>),
    /// The call was not sent, since it would have been refused.
    Invalid(Box<Invalid>),
    /// The call was not sent: it would have had to wait for longer than it may take.
    Limited(Box<Limited>),
    /// The access token has expired, and no new one could be got.
    Auth(Box<AuthFailure>),
    /// No answer came, and nothing was changed: the call did not run, or only looks.
    Transport(Box<TransportError>),
    /// An answer came that cannot be read.
    Decode(Box<DecodeError>),
    /// The call may have changed something, and no answer says whether it did.
    OutcomeUnknown(Box<OutcomeUnknown>),
    /// The batch did not come to this command.
    NotReached(Box<NotReached>),
    /// The batch failed as a whole.
    Batch(Box<BatchFailed>),
}

/// Whether a call that failed has run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Execution {
    /// It has not: repeating it is safe.
    NotRun,
    /// It has, most likely.
    Ran,
    /// Nobody knows.
    Unknown,
}

impl<E> CallError<E> {
    /// Whether the call has run all the same: the question behind every retry.
    #[must_use]
    pub fn execution(&self) -> Execution {
        match self {
            Self::Refused { refusal, .. } => refusal.execution(),
            Self::System(error) => error.kind.execution(),
            Self::Invalid(_) | Self::Limited(_) | Self::Auth(_) | Self::NotReached(_) => Execution::NotRun,
            Self::Transport(error) => error.execution(),
            Self::Decode(error) => error.execution(),
            Self::OutcomeUnknown(_) => Execution::Unknown,
            Self::Batch(error) => error.execution(),
        }
    }

    /// Code, text and HTTP status, if the portal gave any.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused { refusal, .. } => Some(refusal),
            Self::System(error) => Some(&error.refusal),
            _ => None,
        }
    }

    /// Whether the portal has no method of this name, as an older release has not.
    #[must_use]
    pub fn is_unknown_method(&self) -> bool {
        matches!(self, Self::System(error) if error.kind == SystemErrorKind::MethodNotFound)
    }

    /// The method that was called.
    #[must_use]
    pub fn method(&self) -> &str {
        match self {
            Self::Refused { refusal, .. } => &refusal.method,
            Self::System(error) => &error.refusal.method,
            Self::Invalid(invalid) => invalid.method(),
            Self::Limited(error) => &error.method,
            Self::Auth(error) => &error.method,
            Self::Transport(error) => error.method(),
            Self::Decode(error) => error.method(),
            Self::OutcomeUnknown(error) => error.cause.method(),
            Self::NotReached(error) => error.method(),
            Self::Batch(error) => error.method(),
        }
    }
}

impl<E: MethodError> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused { kind, refusal } => {
                refusal.fmt(f)?;
                kind.help().map_or(Ok(()), |help| write!(f, "; {help}"))
            }
            Self::System(error) => error.fmt(f),
            Self::Invalid(invalid) => invalid.fmt(f),
            Self::Limited(error) => error.fmt(f),
            Self::Auth(error) => error.fmt(f),
            Self::Transport(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
            Self::OutcomeUnknown(error) => error.fmt(f),
            Self::NotReached(error) => error.fmt(f),
            Self::Batch(error) => error.fmt(f),
        }
    }
}

impl<E: MethodError> std::error::Error for CallError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Transport(error) => error.source(),
            Self::OutcomeUnknown(error) => error.source(),
            Self::Auth(error) => error.source(),
            Self::Batch(error) => error.source(),
            Self::Refused { .. }
            | Self::System(_)
            | Self::Invalid(_)
            | Self::Limited(_)
            | Self::Decode(_)
            | Self::NotReached(_) => None,
        }
    }
}

/// Why a call was not sent.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Invalid {
    /// The request breaks limits of the server's.
    Violations {
        /// The method.
        method: String,
        /// Each with its path.
        violations: Violations,
    },
    /// Only an application may call the method, and the client is a webhook's.
    ApplicationOnly {
        /// The method.
        method: String,
    },
    /// The parameters of a raw call are no object, or cannot be written as JSON.
    Parameters {
        /// The method.
        method: String,
        /// What is wrong with them.
        why: String,
    },
    /// A batch cannot carry the request as it is meant.
    NotInBatch {
        /// The method.
        method: String,
        /// Where in the request: `fields[active]`.
        path: String,
        /// Why not.
        why: String,
    },
    /// An identifier in the request stands for one that only a batch will know.
    Reference {
        /// The method.
        method: String,
    },
    /// The results are those of another batch.
    OtherBatch {
        /// The method.
        method: String,
    },
}

impl Invalid {
    /// Looks for what the server would refuse in a request.
    pub(crate) fn check<R: Request>(request: &R) -> Result<(), Self> {
        request.check().map_err(|violations| Self::Violations { method: R::METHOD.to_owned(), violations })
    }

    fn method(&self) -> &str {
        match self {
            Self::Violations { method, .. }
            | Self::ApplicationOnly { method }
            | Self::Parameters { method, .. }
            | Self::NotInBatch { method, .. }
            | Self::Reference { method }
            | Self::OtherBatch { method } => method,
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Violations { method, violations } => write!(f, "{method} was not sent: {violations}"),
            Self::ApplicationOnly { method } => write!(
                f,
                "{method} was not sent: portals let only applications call it, and this client is a webhook's; use an \
                 application's token, or `ClientBuilder::allow_webhook` if the portal is set up to let webhooks through"
            ),
            Self::Parameters { method, why } => write!(f, "{method} was not sent: {why}"),
            Self::NotInBatch { method, path, why } => {
                write!(f, "{method} was not taken into the batch: {path}: {why}; call it by itself")
            }
            Self::Reference { method } => write!(
                f,
                "{method} was not sent: it refers to the result of another command, which only later commands of the \
                 same batch can do"
            ),
            Self::OtherBatch { method } => {
                write!(f, "the result of {method} was looked for among those of another batch")
            }
        }
    }
}

impl std::error::Error for Invalid {}

/// A call that changes something got no answer, or one that does not say what became of it.
///
/// It may have run. Look before you repeat it.
#[derive(Debug)]
pub struct OutcomeUnknown {
    pub(crate) cause: TransportError,
}

impl OutcomeUnknown {
    /// What went wrong.
    #[must_use]
    pub fn cause(&self) -> &TransportError {
        &self.cause
    }
}

impl fmt::Display for OutcomeUnknown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}; whether it ran is not known", self.cause)
    }
}

impl std::error::Error for OutcomeUnknown {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.source()
    }
}

/// A [`CallError`] before the method's enum is known: what the untyped core of the client speaks.
#[derive(Debug)]
pub(crate) enum Failure {
    Refused(Refusal),
    System(SystemError),
    Invalid(Invalid),
    Limited(Limited),
    Auth(AuthFailure),
    Transport(TransportError),
    Decode(DecodeError),
    OutcomeUnknown(TransportError),
}

impl Failure {
    /// Whether the call has run all the same.
    pub(crate) fn execution(&self) -> Execution {
        match self {
            Self::Refused(refusal) => refusal.execution(),
            Self::System(error) => error.kind.execution(),
            Self::Invalid(_) | Self::Limited(_) | Self::Auth(_) => Execution::NotRun,
            Self::Transport(error) => error.execution(),
            Self::Decode(error) => error.execution(),
            Self::OutcomeUnknown(_) => Execution::Unknown,
        }
    }

    /// No token could be got for a call.
    pub(crate) fn auth(method: &str, cause: AuthError) -> Self {
        Self::Auth(AuthFailure { method: method.to_owned(), cause })
    }
}

impl<E: MethodError> From<Failure> for CallError<E> {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(refusal) => {
                Self::Refused { kind: E::from_refusal(&refusal), refusal: Box::new(refusal) }
            }
            Failure::System(error) => Self::System(Box::new(error)),
            Failure::Invalid(invalid) => Self::Invalid(Box::new(invalid)),
            Failure::Limited(error) => Self::Limited(Box::new(error)),
            Failure::Auth(error) => Self::Auth(Box::new(error)),
            Failure::Transport(error) => Self::Transport(Box::new(error)),
            Failure::Decode(error) => Self::Decode(Box::new(error)),
            Failure::OutcomeUnknown(cause) => Self::OutcomeUnknown(Box::new(OutcomeUnknown { cause })),
        }
    }
}
