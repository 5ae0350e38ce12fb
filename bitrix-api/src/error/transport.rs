//! A call that got no answer.

use std::fmt;

use super::Execution;
use crate::client::NotFollowed;

/// No answer came: the portal could not be reached, or the connection broke.
///
/// For a call that changes something and may have been on its way, the error is
/// [`OutcomeUnknown`](super::OutcomeUnknown) instead.
#[derive(Debug)]
pub struct TransportError {
    pub(crate) method: String,
    pub(crate) origin: String,
    pub(crate) problem: Problem,
}

/// What became of the exchange.
#[derive(Debug)]
pub(crate) enum Problem {
    /// No connection: nothing was sent.
    Connect(reqwest::Error),
    /// No answer in time.
    Timeout(Option<reqwest::Error>),
    /// The connection broke, or spoke no HTTP.
    Broken(reqwest::Error),
    /// HTTP 5xx without an error code: most often a gateway in front of the portal.
    Gateway { http: u16, excerpt: String },
    /// The portal answers elsewhere, and the call was not sent there.
    Moved { http: u16, why: NotFollowed },
}

impl TransportError {
    /// The method that was called.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The HTTP status, if there was an answer of some kind.
    #[must_use]
    pub fn http(&self) -> Option<u16> {
        match self.problem {
            Problem::Gateway { http, .. } | Problem::Moved { http, .. } => Some(http),
            Problem::Connect(_) | Problem::Timeout(_) | Problem::Broken(_) => None,
        }
    }

    /// Whether the time for the call was over.
    #[must_use]
    pub fn is_timeout(&self) -> bool {
        matches!(self.problem, Problem::Timeout(_))
    }

    /// Whether the portal could not be reached at all, so that nothing was sent.
    #[must_use]
    pub fn is_connect(&self) -> bool {
        matches!(self.problem, Problem::Connect(_))
    }

    /// Whether the call cannot have run.
    pub(crate) fn is_not_run(&self) -> bool {
        matches!(self.problem, Problem::Connect(_) | Problem::Moved { .. })
    }

    pub(crate) fn execution(&self) -> Execution {
        if self.is_not_run() { Execution::NotRun } else { Execution::Unknown }
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { method, origin, problem } = self;
        match problem {
            Problem::Connect(_) => write!(f, "{method}: {origin} cannot be reached"),
            Problem::Timeout(_) => write!(f, "{method}: no answer from {origin} in time"),
            Problem::Broken(_) => write!(f, "{method}: the connection to {origin} broke"),
            Problem::Gateway { http, excerpt } => {
                write!(
                    f,
                    "{method}: HTTP {http} without a reason from {origin}, or from a gateway in front of it"
                )?;
                if excerpt.is_empty() { Ok(()) } else { write!(f, "; the answer begins: {excerpt}") }
            }
            Problem::Moved { http, why } => write!(f, "{method}: HTTP {http}, {origin} {why}"),
        }
    }
}

impl std::error::Error for TransportError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            Problem::Connect(error) | Problem::Timeout(Some(error)) | Problem::Broken(error) => Some(error),
            Problem::Timeout(None) | Problem::Gateway { .. } | Problem::Moved { .. } => None,
        }
    }
}
