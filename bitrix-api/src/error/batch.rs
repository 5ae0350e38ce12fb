//! Commands of a batch that have no answer of their own.

use std::fmt;
use std::sync::Arc;

use super::{CallError, Execution, Undocumented};

/// A batch did not come to a command: nothing was changed by it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotReached {
    pub(crate) method: String,
    pub(crate) because: Because,
}

/// Why a batch did not come to a command.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Because {
    /// An earlier command failed, and the batch [halts](crate::batch::Batch::halt).
    Halted,
    /// It refers to the result of an earlier command, which has none.
    NoResult {
        /// The method of the earlier command.
        of: String,
    },
}

impl NotReached {
    pub(crate) fn halted(method: &str) -> Self {
        Self { method: method.to_owned(), because: Because::Halted }
    }

    /// The command's method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// Why not.
    #[must_use]
    pub fn because(&self) -> &Because {
        &self.because
    }
}

impl fmt::Display for NotReached {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.because {
            Because::Halted => {
                write!(f, "{} was not run: an earlier command of the batch failed", self.method)
            }
            Because::NoResult { of } => {
                write!(f, "{} was not run: it refers to the result of {of}, which has none", self.method)
            }
        }
    }
}

impl std::error::Error for NotReached {}

/// A batch failed as a whole; all of its commands share the cause.
#[derive(Debug, Clone)]
pub struct BatchFailed {
    pub(crate) method: String,
    pub(crate) cause: Arc<CallError<Undocumented>>,
    /// The command was in a request that was sent.
    pub(crate) sent: bool,
}

impl BatchFailed {
    /// The command's method.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// What became of the request that it was, or would have been, sent with.
    #[must_use]
    pub fn cause(&self) -> &CallError<Undocumented> {
        &self.cause
    }

    pub(crate) fn execution(&self) -> Execution {
        if self.sent { self.cause.execution() } else { Execution::NotRun }
    }
}

impl fmt::Display for BatchFailed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, cause, sent } = self;
        match sent {
            true => write!(f, "{method}, in a batch: {cause}"),
            false => write!(f, "{method} was not sent, since an earlier part of the batch failed: {cause}"),
        }
    }
}

impl std::error::Error for BatchFailed {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.source()
    }
}
