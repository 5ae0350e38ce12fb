//! A call as the portal remembers it.

use std::fmt;
use std::time::Duration;

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::outcome::Outcome;
use super::redact;
use crate::error::ErrorCode;
use crate::php::Array;
use crate::portal::faults::fault::Fault;
use crate::portal::network::route::Caller;

/// A call that the portal has answered, without the secrets that it came with.
///
/// Displayed it is a line of a log: method, outcome and duration. Serialized it is an item of `GET /__portal/calls`.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct RecordedCall {
    /// Calls are counted from 1 as they are answered; the count goes on when the journal is emptied.
    pub number: u64,
    /// The method, in lower case and without `.json`; `***` where that could be a secret put in the wrong place.
    pub method: String,
    /// Its name in a batch, if it was a command of one. The batch itself is a call too, and comes behind its commands.
    pub command: Option<String>,
    /// Who called.
    pub caller: CalledBy,
    /// What it came to in the portal.
    pub outcome: Outcome,
    /// The answer's HTTP status; none if the connection was closed instead. A command has that which a call of its own
    /// would have been answered with.
    pub http: Option<u16>,
    /// The fault that it met on its way in or out; a portal that has moved is one.
    pub fault: Option<Fault>,
    /// From the last byte of the request until there was an answer; a fault that held the answer up is not in it.
    pub duration: Duration,
    pub(in crate::portal) params: Option<Box<RawValue>>,
}

/// Who made a call.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum CalledBy {
    /// An application, by the word that a state's `owner` has for it; none if its token was wrong or missing.
    Application(Option<String>),
    /// A webhook, by the user to whom it belongs; none if its secret was wrong.
    Webhook(Option<String>),
}

impl CalledBy {
    /// Names a caller. One with wrong credentials has no name: what stands in its place may be a secret.
    pub(in crate::portal) fn of(caller: Caller<'_>, name: Option<String>) -> Self {
        match caller {
            Caller::Application => Self::Application(name),
            Caller::Webhook { .. } => Self::Webhook(name),
        }
    }
}

impl RecordedCall {
    /// What was sent, in the form in which the server understood it; `auth` is left out, and `***` stands in the place
    /// of other secrets.
    #[must_use]
    pub fn params(&self) -> serde_json::Value {
        let json = self.params.as_ref().and_then(|params| serde_json::from_str(params.get()).ok());
        json.unwrap_or_else(|| serde_json::Value::Object(serde_json::Map::new()))
    }

    /// Whether the method has done what it was called for. Its caller may not have got to know.
    #[must_use]
    pub fn ran(&self) -> bool {
        self.outcome == Outcome::Result
    }

    /// A call that has no number yet, and met no fault.
    pub(in crate::portal) fn new(
        method: &str,
        caller: CalledBy,
        params: &Array,
        (outcome, http): (Outcome, Option<u16>),
        duration: Duration,
    ) -> Self {
        let kept = redact::params(method, params);
        let object = Object(&kept);
        Self {
            number: 0,
            method: redact::method(method).to_owned(),
            command: None,
            caller,
            outcome,
            http,
            fault: None,
            duration,
            params: serde_json::value::to_raw_value(&object).ok(),
        }
    }

    /// About what keeping it takes.
    pub(super) fn size(&self) -> usize {
        self.method.len() + self.params.as_ref().map_or(0, |params| params.get().len())
    }
}

/// An array that is a JSON object even where PHP would write a list.
struct Object<'a>(&'a Array);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key.to_string(), value)))
    }
}

impl Serialize for RecordedCall {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("number", &self.number)?;
        map.serialize_entry("method", &self.method)?;
        if let Some(command) = &self.command {
            map.serialize_entry("command", command)?;
        }
        map.serialize_entry("caller", &self.caller)?;
        match &self.params {
            Some(params) => map.serialize_entry("params", params)?,
            None => map.serialize_entry("params", &self.params())?,
        }
        match &self.outcome {
            Outcome::Result => map.serialize_entry("outcome", "result")?,
            Outcome::Status => map.serialize_entry("outcome", "status")?,
            Outcome::Dropped => map.serialize_entry("outcome", "dropped")?,
            Outcome::Error { code, shape } => {
                map.serialize_entry("outcome", "error")?;
                match code {
                    ErrorCode::Text(code) => map.serialize_entry("error", code)?,
                    ErrorCode::Number(code) => map.serialize_entry("error", code)?,
                }
                map.serialize_entry("shape", shape.word())?;
            }
        }
        map.serialize_entry("http", &self.http)?;
        if let Some(fault) = &self.fault {
            map.serialize_entry("fault", &fault.to_string())?;
        }
        map.serialize_entry("microseconds", &self.duration.as_micros())?;
        map.end()
    }
}

impl Serialize for CalledBy {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let entry = match self {
            Self::Application(name) => ("application", name),
            Self::Webhook(user) => ("webhook", user),
        };
        serializer.collect_map([entry])
    }
}

impl fmt::Display for RecordedCall {
    /// Three words, so that a line can be cut at its blanks: `biconnector.connector.get CONNECTOR_NOT_FOUND 85us`. A
    /// fault is a part of the second: `ok+drop,after`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ", self.method)?;
        match (&self.outcome, self.http) {
            (Outcome::Result, _) => f.write_str("ok")?,
            (Outcome::Status, Some(http)) => write!(f, "HTTP-{http}")?,
            (Outcome::Status, None) | (Outcome::Dropped, _) => f.write_str("dropped")?,
            (Outcome::Error { code: ErrorCode::Text(code), .. }, _) if code.is_empty() => {
                f.write_str("\"\"")?;
            }
            (Outcome::Error { code, .. }, _) => write!(f, "{code}")?,
        }
        if let Some(fault) = &self.fault {
            write!(f, "+{fault}")?;
        }
        write!(f, " {}us", self.duration.as_micros())
    }
}
