//! Answers of the REST API: the envelope around a result or an error.

use bitrix_spec::model::ErrorPlace;
use jiff::Timestamp;

use super::operating::Usage;
use super::outcome::Outcome;
use super::php::{Array, Value};
use super::refusal::Refusal;

/// An HTTP status and the JSON that goes with it.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) outcome: Outcome,
    pub(super) http: u16,
    /// None where the server had no time to write one.
    pub(super) body: Option<Value>,
}

impl Answer {
    /// What is left of an answer when the server dies.
    pub(super) fn crash() -> Self {
        Self { outcome: Outcome::Status, http: 500, body: None }
    }

    /// A result that has no envelope.
    pub(super) fn bare(members: Array) -> Self {
        Self { outcome: Outcome::Result, http: 200, body: Some(members.into()) }
    }

    /// A refusal that has no envelope.
    pub(super) fn refused(refusal: impl Into<Refusal>) -> Self {
        let refusal = refusal.into();
        let outcome = Outcome::from(&refusal);
        Self { outcome, http: refusal.http, body: Some(refusal.members().into()) }
    }

    /// Wraps the outcome of a call that began at `start`.
    pub(super) fn new(outcome: Result<Value, Refusal>, start: Timestamp, usage: Usage) -> Self {
        let (outcome, http, result) = match outcome {
            Ok(result) => (Outcome::Result, 200, result),
            Err(refusal) if refusal.at == ErrorPlace::Top => return Self::refused(refusal),
            Err(refusal) => {
                let error: Array = [("error", refusal.members())].into_iter().collect();
                (Outcome::from(&refusal), refusal.http, error.into())
            }
        };
        let members = [("result", result), ("time", time(start, Timestamp::now(), usage).into())];
        Self { outcome, http, body: Some(members.into_iter().collect::<Array>().into()) }
    }
}

/// What the call took, and what its caller has spent on the method. The portal's clock is UTC.
fn time(start: Timestamp, finish: Timestamp, usage: Usage) -> Array {
    let duration = seconds(finish) - seconds(start);
    let date = |at: Timestamp| Value::from(at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string());
    [
        ("start", Value::Float(seconds(start))),
        ("finish", Value::Float(seconds(finish))),
        ("duration", Value::Float(duration)),
        ("processing", Value::Float(duration)),
        ("date_start", date(start)),
        ("date_finish", date(finish)),
        ("operating_reset_at", Value::Int(usage.reset_at.as_second())),
        ("operating", Value::Float(usage.spent.as_secs_f64())),
    ]
    .into_iter()
    .collect()
}

fn seconds(at: Timestamp) -> f64 {
    at.as_microsecond() as f64 / 1e6
}
