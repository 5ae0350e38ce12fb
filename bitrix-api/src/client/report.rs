//! What became of a call, for logs and metrics.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use crate::error::Failure;

/// What became of a call, all its tries together.
///
/// The same stands in the span `bitrix_call` of the `tracing` crate, at level `DEBUG`: `method`, `origin`, `attempts`,
/// `waited_ms`, `elapsed_ms`, `http` and `outcome`, which is empty until the call has ended.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct CallReport {
    /// The method's name.
    pub method: String,
    /// The portal's scheme, host and port.
    pub origin: String,
    /// How often it was sent.
    pub attempts: u32,
    /// How long it waited: for its turn, for a token, and between two tries.
    pub waited: Duration,
    /// How long it took from the beginning to the end, waits included.
    pub elapsed: Duration,
    /// The HTTP status of the last answer, if there was one.
    pub http: Option<u16>,
    /// How it ended.
    pub outcome: Outcome,
}

/// How a call ended: with a result, or with which kind of error.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Outcome {
    /// It has a result.
    Done,
    /// The method refused it.
    Refused,
    /// The REST interface refused it, or failed.
    System,
    /// It was not sent: a limit would have kept it waiting for too long.
    NotSent,
    /// No token could be got.
    Auth,
    /// There was no answer, and nothing was changed.
    Transport,
    /// The answer could not be read.
    Decode,
    /// There was no answer, and something may have been changed.
    Unknown,
    /// The caller did not wait for the end.
    Cancelled,
}

impl Outcome {
    /// The word in the span.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
            Self::System => "system",
            Self::NotSent => "not_sent",
            Self::Auth => "auth",
            Self::Transport => "transport",
            Self::Decode => "decode",
            Self::Unknown => "unknown",
            Self::Cancelled => "cancelled",
        }
    }

    pub(super) fn of(failure: &Failure) -> Self {
        match failure {
            Failure::Refused(_) => Self::Refused,
            Failure::System(_) => Self::System,
            Failure::Invalid(_) | Failure::Limited(_) => Self::NotSent,
            Failure::Auth(_) => Self::Auth,
            Failure::Transport(_) => Self::Transport,
            Failure::Decode(_) => Self::Decode,
            Failure::OutcomeUnknown(_) => Self::Unknown,
        }
    }
}

/// Who is told of every call.
#[derive(Clone, Default)]
pub(super) struct Observer(Option<Told>);

type Told = Arc<dyn Fn(&CallReport) + Send + Sync>;

impl Observer {
    pub(super) fn new(told: impl Fn(&CallReport) + Send + Sync + 'static) -> Self {
        Self(Some(Arc::new(told)))
    }

    pub(super) fn listens(&self) -> bool {
        self.0.is_some()
    }

    pub(super) fn tell(&self, report: impl FnOnce() -> CallReport) {
        if let Some(told) = &self.0 {
            told(&report());
        }
    }
}

impl fmt::Debug for Observer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Observer").field(&self.0.is_some()).finish()
    }
}
