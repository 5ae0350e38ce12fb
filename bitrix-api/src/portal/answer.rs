//! Answers of the REST API: the envelope around a result or an error.

use bitrix_spec::model::ErrorPlace;
use jiff::Timestamp;

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

    /// Wraps the outcome of a call that began at `start`.
    pub(super) fn new(outcome: Result<Value, Refusal>, start: Timestamp) -> Self {
        let (outcome, http, result) = match outcome {
            Ok(result) => (Outcome::Result, 200, result),
            Err(refusal) => {
                let outcome = Outcome::from(&refusal);
                if refusal.at == ErrorPlace::Top {
                    return Self { outcome, http: refusal.http, body: Some(refusal.members().into()) };
                }
                let error: Array = [("error", refusal.members())].into_iter().collect();
                (outcome, refusal.http, error.into())
            }
        };
        let members = [("result", result), ("time", time(start, Timestamp::now()).into())];
        Self { outcome, http, body: Some(members.into_iter().collect::<Array>().into()) }
    }
}

/// What the call took. The portal's clock is UTC.
fn time(start: Timestamp, finish: Timestamp) -> Array {
    // The sum of the last ten minutes drops its oldest share when that is over.
    const WINDOW_SECONDS: i64 = 600;
    let duration = seconds(finish) - seconds(start);
    let date = |at: Timestamp| Value::from(at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string());
    [
        ("start", Value::Float(seconds(start))),
        ("finish", Value::Float(seconds(finish))),
        ("duration", Value::Float(duration)),
        ("processing", Value::Float(duration)),
        ("date_start", date(start)),
        ("date_finish", date(finish)),
        ("operating_reset_at", Value::Int(start.as_second() + WINDOW_SECONDS)),
        ("operating", Value::Float(duration)),
    ]
    .into_iter()
    .collect()
}

fn seconds(at: Timestamp) -> f64 {
    at.as_microsecond() as f64 / 1e6
}
