//! A whole answer: the result, and what portals say beside it.

use serde_json::value::RawValue;

pub(super) use crate::codec::Loose;
use crate::codec::{self, Decode, Fault, Members};
use crate::datetime::DateTime;

/// A result, and what stands beside it.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Answer<T> {
    /// The method's output.
    pub result: T,
    /// How long the call took, and what it used up.
    pub time: Option<Time>,
    /// How many rows there are in all, for lists that say so.
    pub total: Option<i64>,
    /// Where the next page begins, for lists that say so.
    pub next: Option<i64>,
    /// The portal's new scheme, host and port, if it said that it has moved. The client goes on there; whoever keeps
    /// the address should change it.
    pub moved_to: Option<String>,
}

impl Answer<()> {
    /// The same beside a result.
    pub(super) fn with<T>(self, result: T) -> Answer<T> {
        let Self { result: (), time, total, next, moved_to } = self;
        Answer { result, time, total, next, moved_to }
    }
}

/// How long a call took, and what it used up. Portals leave parts of it out.
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Time {
    /// When it began, in seconds since 1970.
    pub start: Option<f64>,
    /// When it ended, in seconds since 1970.
    pub finish: Option<f64>,
    /// Seconds from one to the other.
    pub duration: Option<f64>,
    /// Seconds that the method itself took.
    pub processing: Option<f64>,
    /// When it began, by the portal's clock.
    pub date_start: Option<DateTime>,
    /// When it ended, by the portal's clock.
    pub date_finish: Option<DateTime>,
    /// Seconds that this method has used up within ten minutes, this call included; at 480 the portal refuses more.
    pub operating: Option<f64>,
    /// When the oldest part of `operating` no longer counts, in seconds since 1970.
    pub operating_reset_at: Option<i64>,
}

/// How much is read of what an answer says of its time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Times {
    /// What the client needs to keep to the limits.
    Limits,
    /// All, for a caller who asks for it.
    All,
}

impl Time {
    /// Reads it where it is the next member; there is none if it is not what it should be.
    pub(super) fn beside_result(members: &mut Members<'_>, times: Times) -> Option<Self> {
        match times {
            Times::All => members.loose(),
            Times::Limits => members.loose().map(|LimitsOnly(time)| time),
        }
    }
}

impl Decode for Time {
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        const FIELDS: &[&str] = &[
            "start",
            "finish",
            "duration",
            "processing",
            "date_start",
            "date_finish",
            "operating_reset_at",
            "operating",
        ];
        let mut time = Self::default();
        while let Some(field) = members.next(FIELDS) {
            match field {
                0 => time.start = members.loose(),
                1 => time.finish = members.loose(),
                2 => time.duration = members.loose(),
                3 => time.processing = members.loose(),
                4 => time.date_start = members.loose(),
                5 => time.date_finish = members.loose(),
                6 => time.operating_reset_at = members.loose(),
                _ => time.operating = members.loose(),
            }
        }
        Ok(time)
    }
}

/// A time as it came, of which it is not known yet whether anybody wants to know it.
#[derive(Debug)]
pub(crate) struct RawTime(Box<RawValue>);

impl RawTime {
    /// Keeps it where it is the next member.
    pub(crate) fn of(members: &mut Members<'_>) -> Option<Self> {
        members.raw_value().map(Self)
    }

    /// All of it, if it is what it should be.
    pub(crate) fn read(&self) -> Option<Time> {
        codec::from_json(self.0.get().as_bytes()).ok()
    }

    /// What concerns limits.
    pub(super) fn limits(&self) -> Option<Time> {
        codec::from_json(self.0.get().as_bytes()).ok().map(|LimitsOnly(time)| time)
    }
}

/// A time of which only that is read which concerns [limits](Times::Limits).
struct LimitsOnly(Time);

impl Decode for LimitsOnly {
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        const FIELDS: &[&str] = &["finish", "operating_reset_at", "operating"];
        let mut time = Time::default();
        while let Some(field) = members.next(FIELDS) {
            match field {
                0 => time.finish = members.loose(),
                1 => time.operating_reset_at = members.loose(),
                _ => time.operating = members.loose(),
            }
        }
        Ok(Self(time))
    }
}
