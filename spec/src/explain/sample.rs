//! Made-up values, for methods whose documentation page has no example.

use serde_json::{Map, Value, json};

use crate::model::{Family, Field, Method, ParamType, Record, Type};

/// A request that has what a call must have, and for an update one field that can change.
pub(super) fn request(family: &Family, method: &Method) -> Value {
    let mut request = Map::new();
    for param in &method.params {
        let value = match (&param.ty, &family.entity) {
            (ParamType::Value(Type::Option(_)), _) | (ParamType::New | ParamType::Patch, None) => continue,
            (ParamType::Value(ty), _) => value(family, ty, &param.name),
            (ParamType::New, Some(entity)) => {
                fields(family, entity.required().chain(entity.optional_on_add().take(1)))
            }
            (ParamType::Patch, Some(entity)) => {
                let first = entity.changeable().find(|field| field.prefix().is_none());
                fields(family, entity.required_on_update().chain(first))
            }
        };
        request.insert(param.name.clone(), value);
    }
    Value::Object(request)
}

fn fields<'f>(family: &Family, fields: impl Iterator<Item = &'f Field>) -> Value {
    let named = fields.filter(|field| field.prefix().is_none());
    named.map(|field| (field.name.clone(), of_field(family, field))).collect::<Map<_, _>>().into()
}

/// A value that keeps the field's limits, unless it has a pattern: nobody can make a text up for any.
fn of_field(family: &Family, field: &Field) -> Value {
    let value = value(family, field.write_ty(), &field.name);
    let most = field.max_chars.and_then(|most| usize::try_from(most).ok());
    match (value, most) {
        (Value::String(text), Some(most)) => text.chars().take(most).collect::<String>().into(),
        (value, _) => value,
    }
}

fn value(family: &Family, ty: &Type, name: &str) -> Value {
    match ty {
        Type::Integer => json!(100),
        Type::Id(_) => json!(4),
        Type::Decimal => json!("9.99"),
        Type::String | Type::Secret => {
            json!(format!("the {}", crate::rust::snake(name).replace('_', " ")))
        }
        Type::Boolean(_) => json!(true),
        Type::Date => json!("2024-08-30"),
        Type::DateTime => json!("2024-08-30T12:00:00+02:00"),
        Type::Any => json!("any"),
        Type::Enum(name) => family.enumeration(name).and_then(|known| known.words.first()).cloned().into(),
        Type::Object(name) => match family.object(name) {
            Some(object) => fields(family, needed(object)),
            None => Value::Null,
        },
        Type::Entity(_) => Value::Null,
        Type::Option(inner) => value(family, inner, name),
        // An object that holds itself does so in a list or map.
        Type::List(inner) if is_endless(family, inner) => json!([]),
        Type::List(inner) => json!([value(family, inner, name)]),
        Type::Map(inner) if is_endless(family, inner) => json!({}),
        Type::Map(inner) => json!({ "key": value(family, inner, name) }),
    }
}

fn needed(object: &Record) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| !field.may_be_absent() && !matches!(field.ty, Type::Option(_)))
}

/// Whether the type is about an object that holds itself.
fn is_endless(family: &Family, ty: &Type) -> bool {
    let Some(object) = ty.object().and_then(|name| family.object(name)) else { return false };
    let is_it = |ty: &Type| ty.object() == Some(object.name.as_str());
    object.fields.iter().any(|field| family.holds(&field.ty, &is_it))
}
