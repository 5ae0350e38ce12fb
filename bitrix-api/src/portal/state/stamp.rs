//! Who added and last changed an entity, and when: the fields of these names mean the same in every family.

use bitrix_spec::model::Record;
use jiff::Timestamp;

use super::Values;
use crate::php::Value;
use crate::portal::authorisation::USER;

/// Fills what a new entity's values leave open. Nobody has changed it yet, which the server writes as user 0.
pub(in crate::portal) fn added(record: &Record, values: &mut Values) {
    for (name, value) in
        [("dateCreate", now()), ("createdById", Value::Int(USER)), ("updatedById", Value::Int(0))]
    {
        if record.field(name).is_some() {
            values.entry(name.to_owned()).or_insert(value);
        }
    }
}

/// Notes a change among the values that are written with it.
pub(in crate::portal) fn changed(record: &Record, values: &mut Values) {
    for (name, value) in [("dateUpdate", now()), ("updatedById", Value::Int(USER))] {
        if record.field(name).is_some() {
            values.insert(name.to_owned(), value);
        }
    }
}

/// A date in the form that most answers have it in. The portal's clock is UTC.
pub(in crate::portal) fn iso(at: Timestamp) -> Value {
    Value::Text(at.strftime("%Y-%m-%dT%H:%M:%S+00:00").to_string())
}

/// The portal's clock, in the form in which the server prints dates: without an offset.
fn now() -> Value {
    Value::Text(Timestamp::now().strftime("%Y-%m-%d %H:%M:%S").to_string())
}
