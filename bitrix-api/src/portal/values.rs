//! The values of an entity's fields: what is taken for one, and what stands in for one that is not given.

use bitrix_spec::model::{DefaultValue, Field, Type};
use jiff::Timestamp;

use super::php::{Array, Value};

/// What the server stores of a value sent for a field of this type; nothing if it is of another type. Null is of none.
pub(super) fn take(ty: &Type, value: &Value) -> Option<Value> {
    let is_of_type = match ty {
        Type::Integer | Type::Id(_) => return value.is_numeric().then(|| Value::Int(value.to_int())),
        Type::Option(inner) => return take(inner, value),
        Type::String | Type::Enum(_) | Type::DateTime => matches!(value, Value::Text(_)),
        Type::Boolean => matches!(value, Value::Bool(_)),
        Type::Object(_) | Type::Entity(_) | Type::List(_) => matches!(value, Value::Array(_)),
    };
    is_of_type.then(|| value.clone())
}

/// What the server stores where `add` leaves a field out.
pub(super) fn initial(field: &Field) -> Value {
    match &field.default {
        Some(DefaultValue::Boolean(value)) => Value::Bool(*value),
        Some(DefaultValue::Integer(value)) => Value::Int(*value),
        Some(DefaultValue::String(value)) => Value::from(value.as_str()),
        None => blank(field),
    }
}

/// What a seeded entity has where its state leaves a field out: something that the server could have stored.
pub(super) fn sample(field: &Field, id: i64) -> Value {
    if field.is_id() {
        Value::Int(id)
    } else if field.not_empty && field.ty.is_text() {
        Value::Text(format!("{} {id}", field.name))
    } else {
        initial(field)
    }
}

/// The type without the option around it.
pub(super) fn plain(ty: &Type) -> &Type {
    match ty {
        Type::Option(inner) => plain(inner),
        ty => ty,
    }
}

fn blank(field: &Field) -> Value {
    match plain(&field.ty) {
        Type::Integer | Type::Id(_) => Value::Int(0),
        Type::Boolean => Value::Bool(false),
        Type::DateTime => now(),
        Type::String | Type::Enum(_) => Value::from(""),
        Type::Object(_) | Type::Entity(_) | Type::List(_) => Array::default().into(),
        Type::Option(_) => Value::Null,
    }
}

/// The portal's clock, in the form in which the server prints dates: without an offset.
fn now() -> Value {
    Value::Text(Timestamp::now().strftime("%Y-%m-%d %H:%M:%S").to_string())
}
