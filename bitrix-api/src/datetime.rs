//! Dates with times as portals write them, with or without an offset.

use std::fmt;
use std::str::FromStr;

use jiff::ZonedDateTime;
use jiff::civil;
use jiff::fmt::temporal::Pieces;
use jiff::tz::{Offset, TimeZone};

use crate::codec::{Decode, Encode, Encoder, Fault};

/// A date and time: what a clock on the wall showed, and by how much it was ahead of UTC where the portal says so.
///
/// Most methods write ISO 8601 with an offset; `biconnector` writes `2025-03-24 07:25:59` and leaves the offset out.
/// None is guessed: [`timestamp`](Self::timestamp) is empty then, and [`timestamp_in`](Self::timestamp_in) takes the
/// portal's time zone from whoever knows it.
///
/// ```
/// use bitrix_api::DateTime;
///
/// let known: DateTime = "2024-09-03T14:10:18+02:00".parse()?;
/// assert_eq!(known.timestamp().map(|at| at.as_second()), Some(1_725_365_418));
/// let unknown: DateTime = "2025-03-24 07:25:59".parse()?;
/// assert_eq!(unknown.wall_clock().hour(), 7);
/// assert!(unknown.timestamp().is_none());
/// # Ok::<(), bitrix_api::NotADateTime>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DateTime {
    wall_clock: civil::DateTime,
    offset: Option<Offset>,
}

impl DateTime {
    /// What a clock showed that was so far ahead of UTC. Where nobody knows how far, `DateTime::from` takes what the
    /// clock showed.
    ///
    /// ```
    /// use bitrix_api::DateTime;
    /// use bitrix_api::jiff::{civil::date, tz::offset};
    ///
    /// let departure = DateTime::new(date(2024, 9, 3).at(14, 10, 18, 0), offset(2));
    /// assert_eq!(departure.to_string(), "2024-09-03T14:10:18+02:00");
    /// ```
    #[must_use]
    pub fn new(wall_clock: civil::DateTime, offset: Offset) -> Self {
        Self { wall_clock, offset: Some(offset) }
    }

    /// What the clock showed.
    #[must_use]
    pub fn wall_clock(self) -> civil::DateTime {
        self.wall_clock
    }

    /// How far the clock was ahead of UTC, if the portal said so.
    #[must_use]
    pub fn offset(self) -> Option<Offset> {
        self.offset
    }

    /// The moment, if the offset is known.
    #[must_use]
    pub fn timestamp(self) -> Option<jiff::Timestamp> {
        self.offset?.to_timestamp(self.wall_clock).ok()
    }

    /// The moment: by the offset if it is known, else by the time zone that the clock stood in.
    pub fn timestamp_in(self, zone: &TimeZone) -> Result<jiff::Timestamp, jiff::Error> {
        match self.offset {
            Some(offset) => offset.to_timestamp(self.wall_clock),
            None => zone.to_timestamp(self.wall_clock),
        }
    }
}

/// A text that is no date with a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a date and time such as `2025-03-24 07:25:59` or `2024-09-03T14:10:18+02:00`")]
pub struct NotADateTime;

impl FromStr for DateTime {
    type Err = NotADateTime;

    fn from_str(text: &str) -> Result<Self, NotADateTime> {
        let pieces = Pieces::parse(text.trim()).map_err(|_| NotADateTime)?;
        let wall_clock = pieces.date().to_datetime(pieces.time().unwrap_or_else(civil::Time::midnight));
        Ok(Self { wall_clock, offset: pieces.to_numeric_offset() })
    }
}

impl From<civil::DateTime> for DateTime {
    fn from(wall_clock: civil::DateTime) -> Self {
        Self { wall_clock, offset: None }
    }
}

/// With the offset that holds there and then.
impl From<&ZonedDateTime> for DateTime {
    fn from(zoned: &ZonedDateTime) -> Self {
        Self::new(zoned.datetime(), zoned.offset())
    }
}

/// ISO 8601, with the offset if it is known.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pieces = Pieces::from(self.wall_clock);
        match self.offset {
            Some(offset) => pieces.with_offset(offset).fmt(f),
            None => pieces.fmt(f),
        }
    }
}

impl Encode for DateTime {
    fn encode(&self, out: &mut Encoder) {
        out.text(&self.to_string());
    }
}

/// A text; `{}`, `[]`, `false`, the empty text and MySQL's zero date are a missing date.
impl Decode for DateTime {
    const EXPECTED: &'static str = "a date and time";

    fn text(value: &str) -> Result<Self, Fault> {
        if value.is_empty() {
            return Err(Fault::absent(Self::EXPECTED, "an empty string"));
        }
        // The way in which MySQL writes that there is none.
        if value.starts_with("0000-00-00") {
            return Err(Fault::absent(Self::EXPECTED, "the zero date"));
        }
        value
            .parse()
            .map_err(|NotADateTime| Fault::unreadable(Self::EXPECTED, "found a string of another form"))
    }
}
