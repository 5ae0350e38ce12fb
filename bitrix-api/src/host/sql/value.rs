//! The values of a filter, which are texts, as values of a column.

use jiff::Timestamp;
use jiff::tz::TimeZone;
use sea_query::Value;

use super::column::{Kind, SqlColumn};
use crate::host::HostError;
use crate::{Date, DateTime};

/// What a column is compared with.
pub(super) fn value(column: &SqlColumn, text: &str) -> Result<Value, HostError> {
    let wrong = |expected: &str| {
        HostError::Bad(format!("filter: `{}` must be compared with {expected}", column.name))
    };
    match column.kind {
        Kind::Text => Ok(Value::from(text)),
        Kind::Integer | Kind::Double => number(text).ok_or_else(|| wrong("a number")),
        Kind::Date => date(text).ok_or_else(|| wrong("a date such as `2024-08-30`")),
        Kind::Moment => moment(text).ok_or_else(|| wrong("a time such as `2024-08-30T12:19:57+02:00`")),
    }
}

fn number(text: &str) -> Option<Value> {
    let text = text.trim();
    let whole = text.parse::<i64>().ok().map(Value::from);
    whole.or_else(|| text.parse::<f64>().ok().filter(|number| number.is_finite()).map(Value::from))
}

fn date(text: &str) -> Option<Value> {
    text.trim().parse::<Date>().ok().map(|date| Value::from(date.to_string()))
}

/// In the form in which moments are shown. One without an offset is taken for UTC.
fn moment(text: &str) -> Option<Value> {
    let moment: Timestamp = text.parse::<DateTime>().ok()?.timestamp_in(&TimeZone::UTC).ok()?;
    Some(Value::from(moment.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string()))
}
