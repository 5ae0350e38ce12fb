//! Whether a call that failed is made again. One question decides: did it run?

use std::time::Duration;

use super::prepared::Prepared;
use crate::error::{Execution, Failure, SystemErrorKind, TransportProblem};

/// How often and how soon a client makes a call again that failed.
///
/// Only what is safe is repeated, whatever is set here: a call that did not run, and one that may have run if its method
/// only looks or the caller has said that it is [safe to repeat](crate::Request::safe_to_repeat). Between two tries the
/// client waits some time between none and twice what it waited at most before, so that callers who failed together do
/// not come back together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// How often a call is made at most, the first time counted. Refusals for [too many calls](crate::limits) do not
    /// count: they end with the call's deadline.
    pub tries: u32,
    /// The longest wait before the second try.
    pub first_wait: Duration,
    /// The longest wait before any.
    pub longest_wait: Duration,
}

impl Retry {
    /// Makes no call twice, unless the portal has refused it for too many calls or an expired token.
    pub const NEVER: Self = Self { tries: 1, ..Self::STANDARD };

    /// Four tries, the waits between them at most 0.5 s, 1 s and 2 s.
    pub const STANDARD: Self =
        Self { tries: 4, first_wait: Duration::from_millis(500), longest_wait: Duration::from_secs(15) };

    /// Some time up to the longest wait after so many failures.
    pub(super) fn wait(&self, failures: u32) -> Duration {
        let doubled = self.first_wait.saturating_mul(1 << failures.saturating_sub(1).min(16));
        doubled.min(self.longest_wait).mul_f64(fastrand::f64())
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// What follows a failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Next {
    /// The caller gets it.
    GiveUp,
    /// The call is made again, after some time.
    Again,
    /// There were too many calls: it is made again when the portal takes more.
    WhenFewer,
    /// The method has used up its time: it is made again when that is over.
    WhenAllowed,
    /// The access token is renewed first.
    Renew,
}

/// The one place where it is decided whether a call is made again.
pub(super) fn next(failure: &Failure, call: &Prepared<'_>) -> Next {
    match failure {
        Failure::System(error) if error.kind == SystemErrorKind::ExpiredToken => return Next::Renew,
        Failure::System(error) if error.kind == SystemErrorKind::QueryLimitExceeded => {
            return Next::WhenFewer;
        }
        Failure::System(error) if error.kind == SystemErrorKind::OperationTimeLimit => {
            return Next::WhenAllowed;
        }
        _ => {}
    }
    match failure.execution() {
        // Most refusals are final. What never reached the portal is not one.
        Execution::NotRun => match failure {
            Failure::Transport(error) if matches!(error.problem, TransportProblem::Connect(_)) => Next::Again,
            _ => Next::GiveUp,
        },
        Execution::Unknown if call.repeatable => Next::Again,
        Execution::Unknown | Execution::Ran => Next::GiveUp,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_are_between_none_and_a_bound_that_doubles_up_to_the_longest() {
        let retry = Retry::STANDARD;
        for (failures, most) in [(1, 0.5), (2, 1.0), (3, 2.0), (6, 15.0), (40, 15.0), (u32::MAX, 15.0)] {
            for _ in 0..100 {
                assert!(retry.wait(failures).as_secs_f64() <= most);
            }
        }
        assert!((0..100).any(|_| retry.wait(6) > Duration::from_secs(5)));
    }
}
