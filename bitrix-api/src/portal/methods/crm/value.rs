//! The values of a deal's fields: as they are sent, kept, shown and compared.

use bitrix_spec::model::{Field, Type};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::php::Value;
use crate::portal::methods::list::Cell;
use crate::portal::state::stamp;

/// What the CRM keeps of a value that is sent for a field; none if it drops it. It complains of nothing.
pub(super) fn take(field: &Field, value: &Value) -> Option<Value> {
    let ty = field.write_ty().not_null();
    let is_empty = matches!(value, Value::Null) || *value == Value::from("");
    match ty {
        Type::Any => Some(value.clone()),
        _ if matches!(value, Value::Array(_) | Value::Opaque) => None,
        Type::Boolean(_) => Some(Value::Bool(is_yes(value))),
        Type::String | Type::Enum(_) | Type::Secret => Some(Value::Text(value.to_text())),
        Type::Integer | Type::Id(_) | Type::Decimal | Type::Date | Type::DateTime if is_empty => {
            Some(Value::Null)
        }
        Type::Integer | Type::Id(_) => Some(Value::Int(value.to_int())),
        Type::Decimal => Some(Value::Text(format!("{:.2}", number(value)))),
        Type::Date | Type::DateTime => date(ty, &value.to_text()),
        _ => None,
    }
}

/// A kept value as an answer has it: numbers as texts, booleans as `Y` and `N`.
pub(super) fn show(field: &Field, value: &Value) -> Value {
    match (field.ty.not_null(), value) {
        (Type::Any, value) => value.clone(),
        (_, Value::Int(value)) => Value::Text(value.to_string()),
        (_, Value::Bool(value)) => Value::from(if *value { "Y" } else { "N" }),
        (_, value) => value.clone(),
    }
}

/// A kept value as it is compared with others of its field.
pub(super) fn cell(field: &Field, value: &Value) -> Cell {
    match (field.ty.not_null(), value) {
        (Type::Decimal, Value::Text(_)) => Cell::Int(ten_thousandths(value)),
        // Numbers and texts are told apart in JSON and not in a form.
        (Type::Any, Value::Int(_) | Value::Float(_)) => Cell::stored(&Value::Text(value.to_text())),
        (_, value) => Cell::stored(value),
    }
}

/// A filter's value as it is compared with a field's.
pub(super) fn operand(field: &Field, value: &Value) -> Cell {
    match field.ty.not_null() {
        // Not cut to cents, as a sum that is kept would be.
        Type::Decimal if value.is_numeric() => Cell::Int(ten_thousandths(value)),
        _ => take(field, value).map_or(Cell::Null, |value| cell(field, &value)),
    }
}

fn ten_thousandths(value: &Value) -> i64 {
    // `as` stops at the ends of the range.
    (number(value) * 10_000.0).round() as i64
}

fn number(value: &Value) -> f64 {
    match value {
        Value::Int(value) => *value as f64,
        Value::Float(value) => *value,
        value => value.to_text().trim().parse().ok().filter(|number: &f64| number.is_finite()).unwrap_or(0.0),
    }
}

fn is_yes(value: &Value) -> bool {
    match value {
        Value::Text(text) => matches!(text.as_str(), "Y" | "y" | "1"),
        value => value.is_truthy(),
    }
}

/// A date by the portal's clock, UTC. One without a time is its midnight.
fn date(ty: &Type, text: &str) -> Option<Value> {
    let civil = text.parse::<DateTime>().ok();
    let at = match ty {
        Type::Date => midnight(civil?),
        _ => text.parse().ok().or_else(|| by_clock(civil?)),
    };
    at.map(stamp::iso)
}

fn midnight(date: DateTime) -> Option<Timestamp> {
    by_clock(date.date().to_datetime(jiff::civil::Time::midnight()))
}

fn by_clock(date: DateTime) -> Option<Timestamp> {
    Offset::UTC.to_timestamp(date).ok()
}
