//! The values of an entity's fields: what is taken for one, and what stands in for one that is not given.

use bitrix_spec::model::{DefaultValue, Field, Type};

use super::entity::Entity;
use crate::php::{Array, Value};

/// What the server takes of a value sent for a field of this type; nothing if it is of another type. Null is of none.
pub(super) fn take(ty: &Type, value: &Value) -> Option<Value> {
    let is_of_type = match ty {
        Type::Integer | Type::Id(_) => return value.is_numeric().then(|| Value::Int(value.to_int())),
        Type::Option(inner) => return take(inner, value),
        Type::Decimal => value.is_numeric(),
        Type::String | Type::Secret | Type::Enum(_) | Type::Date | Type::DateTime => {
            matches!(value, Value::Text(_))
        }
        Type::Boolean(_) => matches!(value, Value::Bool(_)),
        Type::Any => true,
        Type::Object(_) | Type::Entity(_) | Type::List(_) | Type::Map(_) => matches!(value, Value::Array(_)),
    };
    is_of_type.then(|| value.clone())
}

/// What the server stores where `add` leaves a field out.
pub(super) fn initial(entity: &Entity, field: &Field) -> Value {
    match &field.default {
        Some(DefaultValue::Boolean(value)) => Value::Bool(*value),
        Some(DefaultValue::Integer(value)) => Value::Int(*value),
        Some(DefaultValue::String(value)) => Value::from(value.as_str()),
        None => blank(entity, field),
    }
}

/// What a seeded entity has where its state leaves a field out: something that the server could have stored.
pub(in crate::portal) fn sample(entity: &Entity, field: &Field, id: i64) -> Value {
    if field.is_id() {
        Value::Int(id)
    } else if field.pattern.is_some() {
        Value::Text(format!("{}_{id}", field.name.to_lowercase()))
    } else if field.not_empty && field.ty.is_text() {
        Value::Text(format!("{} {id}", field.name))
    } else {
        initial(entity, field)
    }
}

fn blank(entity: &Entity, field: &Field) -> Value {
    match &field.ty {
        Type::Integer | Type::Id(_) => Value::Int(0),
        Type::Boolean(_) => Value::Bool(false),
        Type::Decimal | Type::String | Type::Secret | Type::Date | Type::DateTime => Value::from(""),
        Type::Enum(name) => {
            let words = entity.family.enumeration(name).map(|known| known.words.as_slice());
            Value::from(words.and_then(<[String]>::first).map_or("", String::as_str))
        }
        Type::Object(_) | Type::Entity(_) | Type::List(_) | Type::Map(_) => Array::default().into(),
        Type::Any | Type::Option(_) => Value::Null,
    }
}
