//! One value of a row.

use std::borrow::Cow;
use std::io::Write as _;

use crate::{Date, DateTime, Decimal};

/// One value of a row, as it is written: a number as a number, all else as a text.
///
/// Dates are texts, `2024-08-30` and `2024-08-30T12:19:57+02:00`.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Cell<'a> {
    /// Nothing.
    Null,
    /// A whole number.
    Integer(i64),
    /// A number with a fraction. NaN and infinities are written as null.
    Double(f64),
    /// A text.
    Text(Cow<'a, str>),
}

impl Cell<'_> {
    /// Writes it as JSON.
    pub(super) fn write(&self, json: &mut Vec<u8>) {
        // Writing to memory does not fail.
        let _ = match self {
            Self::Null => json.write_all(b"null"),
            Self::Integer(value) => serde_json::to_writer(json, value).map_err(Into::into),
            Self::Double(value) => serde_json::to_writer(json, value).map_err(Into::into),
            Self::Text(text) => serde_json::to_writer(json, text.as_ref()).map_err(Into::into),
        };
    }
}

macro_rules! whole_numbers {
    ($($number:ty),+) => {$(
        impl From<$number> for Cell<'_> {
            fn from(value: $number) -> Self {
                Self::Integer(value.into())
            }
        }
    )+};
}

whole_numbers!(i64, i32, i16, i8, u32, u16, u8);

/// As 1 and 0, since a portal has no type for booleans.
impl From<bool> for Cell<'_> {
    fn from(value: bool) -> Self {
        Self::Integer(value.into())
    }
}

impl From<f64> for Cell<'_> {
    fn from(value: f64) -> Self {
        Self::Double(value)
    }
}

/// In double precision, which is what a portal's type `double` has.
impl From<Decimal> for Cell<'_> {
    fn from(value: Decimal) -> Self {
        value.as_str().parse().map_or(Self::Null, Self::Double)
    }
}

impl From<Date> for Cell<'_> {
    fn from(value: Date) -> Self {
        value.to_string().into()
    }
}

impl From<DateTime> for Cell<'_> {
    fn from(value: DateTime) -> Self {
        value.to_string().into()
    }
}

impl<'a> From<&'a str> for Cell<'a> {
    fn from(text: &'a str) -> Self {
        Self::Text(text.into())
    }
}

impl From<String> for Cell<'_> {
    fn from(text: String) -> Self {
        Self::Text(text.into())
    }
}

impl<'a, T: Into<Cell<'a>>> From<Option<T>> for Cell<'a> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Into::into)
    }
}
