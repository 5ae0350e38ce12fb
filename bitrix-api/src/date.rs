//! Dates without a time.

use std::fmt;
use std::str::FromStr;

use jiff::civil;

use crate::codec::{Decode, Encode, Encoder, Fault};
use crate::{DateTime, NotADateTime};

/// A date without a time. Portals give some of them a time and an offset all the same: midnight at the portal, which
/// is left out here.
///
/// ```
/// use bitrix_api::Date;
///
/// let date: Date = "2024-08-30T02:00:00+02:00".parse()?;
/// assert_eq!(date.to_string(), "2024-08-30");
/// assert_eq!(date.civil().year(), 2024);
/// # Ok::<(), bitrix_api::NotADate>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(civil::Date);

impl Date {
    /// The date for calculating with it.
    #[must_use]
    pub fn civil(self) -> civil::Date {
        self.0
    }
}

impl From<civil::Date> for Date {
    fn from(date: civil::Date) -> Self {
        Self(date)
    }
}

/// A text that is no date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("expected a date such as `2024-08-30`")]
pub struct NotADate;

impl FromStr for Date {
    type Err = NotADate;

    fn from_str(text: &str) -> Result<Self, NotADate> {
        let date: DateTime = text.parse().map_err(|NotADateTime| NotADate)?;
        Ok(Self(date.wall_clock().date()))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Encode for Date {
    fn encode(&self, out: &mut Encoder) {
        out.text(&self.to_string());
    }
}

/// A text, with a time or without; missing as a [`DateTime`] is.
impl Decode for Date {
    const EXPECTED: &'static str = "a date";

    fn text(value: &str) -> Result<Self, Fault> {
        DateTime::text(value).map(|date| Self(date.wall_clock().date())).map_err(|fault| {
            if fault.is_absent() {
                Fault::absent(Self::EXPECTED, "no date")
            } else {
                Fault::unreadable(Self::EXPECTED, "found a string of another form")
            }
        })
    }
}
