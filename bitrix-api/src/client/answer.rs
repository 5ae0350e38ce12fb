//! A whole answer: the result, and what portals say beside it.

use crate::codec::{Decode, Fault, Items, Members};
use crate::datetime::DateTime;

/// A result, and what stands beside it.
#[derive(Debug, Clone, PartialEq)]
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
        let mut seconds: [Option<Loose<f64>>; 5] = Default::default();
        let [start, finish, duration, processing, operating] = &mut seconds;
        let mut dates: [Option<Loose<DateTime>>; 2] = Default::default();
        let [date_start, date_finish] = &mut dates;
        let mut operating_reset_at: Option<Loose<i64>> = None;
        while let Some(field) = members.next(FIELDS) {
            match field {
                0 => members.read(start),
                1 => members.read(finish),
                2 => members.read(duration),
                3 => members.read(processing),
                4 => members.read(date_start),
                5 => members.read(date_finish),
                6 => members.read(&mut operating_reset_at),
                _ => members.read(operating),
            }
        }
        let [start, finish, duration, processing, operating] = seconds.map(value);
        let [date_start, date_finish] = dates.map(value);
        let operating_reset_at = value(operating_reset_at);
        Ok(Self {
            start,
            finish,
            duration,
            processing,
            date_start,
            date_finish,
            operating,
            operating_reset_at,
        })
    }
}

fn value<T>(loose: Option<Loose<T>>) -> Option<T> {
    loose.and_then(|loose| loose.0)
}

/// A value that is not worth failing for: what came beside a result must not cost the result.
pub(super) struct Loose<T>(pub(super) Option<T>);

impl<T: Decode> Decode for Loose<T> {
    fn null() -> Result<Self, Fault> {
        Ok(Self(None))
    }
    fn boolean(value: bool) -> Result<Self, Fault> {
        Ok(Self(T::boolean(value).ok()))
    }
    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(Self(T::integer(value).ok()))
    }
    fn unsigned(value: u64) -> Result<Self, Fault> {
        Ok(Self(T::unsigned(value).ok()))
    }
    fn float(value: f64) -> Result<Self, Fault> {
        Ok(Self(T::float(value).ok()))
    }
    fn text(value: &str) -> Result<Self, Fault> {
        Ok(Self(T::text(value).ok()))
    }
    fn list(_: &mut Items<'_>) -> Result<Self, Fault> {
        Ok(Self(None))
    }
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        Ok(Self(T::object(members).ok()))
    }
}
