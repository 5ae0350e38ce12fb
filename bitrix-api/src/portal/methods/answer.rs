//! Answers of the REST API: the envelope around a result or an error.

use bitrix_spec::model::ErrorPlace;
use jiff::Timestamp;

use super::batch::Ran;
use super::refusal::Refusal;
use super::success::Success;
use crate::php::{Array, Value};
use crate::portal::journal::outcome::Outcome;
use crate::portal::limits::operating::Usage;
use crate::portal::state::stamp;

/// An HTTP status and the JSON that goes with it.
#[derive(Debug)]
pub(in crate::portal) struct Answer {
    pub(in crate::portal) outcome: Outcome,
    pub(in crate::portal) http: u16,
    /// None where the server had no time to write one.
    pub(in crate::portal) body: Option<Value>,
    /// The commands of a batch, in the order in which they were run.
    pub(in crate::portal) ran: Vec<Ran>,
}

impl Answer {
    /// What is left of an answer when the server dies.
    pub(in crate::portal) fn crash() -> Self {
        Self::of(Outcome::Status, 500, None)
    }

    /// A result that has no envelope.
    pub(in crate::portal) fn bare(members: Array) -> Self {
        Self::of(Outcome::Result, 200, Some(members))
    }

    /// A refusal that has no envelope.
    pub(in crate::portal) fn refused(refusal: impl Into<Refusal>) -> Self {
        let refusal = refusal.into();
        let outcome = Outcome::from(&refusal);
        Self::of(outcome, refusal.http, Some(refusal.members()))
    }

    /// Wraps the outcome of a call that began at `start`.
    pub(in crate::portal) fn new(outcome: Result<Success, Refusal>, start: Timestamp, usage: Usage) -> Self {
        let (outcome, http, success) = match outcome {
            Ok(success) => (Outcome::Result, 200, success),
            Err(refusal) if refusal.at == ErrorPlace::Top => return Self::refused(refusal),
            Err(refusal) => {
                let error: Array = [("error", refusal.members())].into_iter().collect();
                (Outcome::from(&refusal), refusal.http, Value::from(error).into())
            }
        };
        let Success { result, next, total } = success;
        let members = [
            Some(("result", result)),
            next.map(|next| ("next", Value::Int(next))),
            total.map(|total| ("total", Value::Int(total))),
            Some(("time", time(start, Timestamp::now(), usage).into())),
        ];
        Self::of(outcome, http, Some(members.into_iter().flatten().collect()))
    }

    fn of(outcome: Outcome, http: u16, body: Option<Array>) -> Self {
        Self { outcome, http, body: body.map(Value::from), ran: Vec::new() }
    }
}

/// What the call took, and what its caller has spent on the method.
fn time(start: Timestamp, finish: Timestamp, usage: Usage) -> Array {
    let duration = seconds(finish) - seconds(start);
    [
        ("start", Value::Float(seconds(start))),
        ("finish", Value::Float(seconds(finish))),
        ("duration", Value::Float(duration)),
        ("processing", Value::Float(duration)),
        ("date_start", stamp::iso(start)),
        ("date_finish", stamp::iso(finish)),
        ("operating_reset_at", Value::Int(usage.reset_at.as_second())),
        ("operating", Value::Float(usage.spent.as_secs_f64())),
    ]
    .into_iter()
    .collect()
}

fn seconds(at: Timestamp) -> f64 {
    at.as_microsecond() as f64 / 1e6
}
