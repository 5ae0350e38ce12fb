//! One value of a row.

use std::borrow::Cow;
use std::io::Write as _;

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
    /// A number with a fraction. What is no number, or without end, is written as nothing.
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

impl From<i64> for Cell<'_> {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Cell<'_> {
    fn from(value: f64) -> Self {
        Self::Double(value)
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
