//! The filter and the order of an example as Rust, where the fields' constants can say them.

use serde_json::Value;

use super::expression::{self, Expression};
use super::sent::Sent;
use crate::model::{Family, Field, Method, Operator, Type};
use crate::rust::identifier;

/// `Deal::TITLE.like("%a").and(…)`
pub(super) fn filter(family: &Family, method: &Method, value: &Value) -> Option<Expression> {
    let mut code = String::new();
    let mut json = Vec::new();
    for (key, value) in value.as_object()? {
        let (operator, name) = Operator::split(key);
        let operator = operator.unwrap_or(Operator::Equal).canonical();
        let field = field(family, name).filter(|field| field.filterable)?;
        let list = method.list.as_ref().filter(|list| list.filter.contains(&operator))?;
        let takes_list = matches!(operator, Operator::OneOf | Operator::NoneOf);
        let value = match value {
            Value::Array(_) if list.numbers.contains(&operator) && !is_number(field) => return None,
            Value::Array(items) if takes_list => several(family, field, items)?,
            value if !takes_list && compares(operator, field) => one(family, field, value)?,
            _ => return None,
        };
        let condition = format!("{}.{}({})", constant(family, name)?, operator.method(), value.code);
        code = if code.is_empty() { condition } else { format!("{code}\n        .and({condition})") };
        json.push((format!("{}{name}", operator.word()), value.json));
    }
    (!json.is_empty()).then_some(Expression { code, json: Sent::Object(json) })
}

/// `Deal::TITLE.ascending().then(…)`, of the fields in the order in which the example names them.
pub(super) fn order(family: &Family, directions: &[(String, String)]) -> Option<Expression> {
    let mut code = String::new();
    let mut json = Vec::new();
    for (name, direction) in directions {
        let field = field(family, name).filter(|field| field.orderable)?;
        let is_ascending = direction.eq_ignore_ascii_case("ASC");
        let method = if is_ascending { "ascending" } else { "descending" };
        let one = format!("{}.{method}()", constant(family, &field.name)?);
        code = if code.is_empty() { one } else { format!("{code}.then({one})") };
        let direction = if is_ascending { "ASC" } else { "DESC" };
        json.push((name.clone(), Value::from(direction).into()));
    }
    (!json.is_empty()).then_some(Expression { code, json: Sent::Object(json) })
}

/// The field of this very name; those of which only the beginning is known are the reader's own.
fn field<'f>(family: &'f Family, name: &str) -> Option<&'f Field> {
    family.entity.as_ref()?.field(name).filter(|field| field.described)
}

fn constant(family: &Family, name: &str) -> Option<String> {
    let (entity, field) = (family.entity.as_ref()?, field(family, name)?);
    Some(format!("{}::{}", entity.name, identifier(&field.rust_name().to_uppercase())))
}

fn is_number(field: &Field) -> bool {
    matches!(field.ty.not_null(), Type::Integer | Type::Id(_) | Type::Decimal)
}

/// Whether a field of this type can be compared so with a single value.
fn compares(operator: Operator, field: &Field) -> bool {
    let ty = field.ty.not_null();
    match operator {
        Operator::Above | Operator::AtLeast | Operator::Below | Operator::AtMost => {
            !matches!(ty, Type::Boolean(_) | Type::Enum(_))
        }
        operator if operator.is_about_text() => matches!(ty, Type::String),
        _ => true,
    }
}

fn one(family: &Family, field: &Field, value: &Value) -> Option<Expression> {
    match (field.ty.not_null(), value) {
        (Type::List(_) | Type::Map(_) | Type::Object(_) | Type::Entity(_) | Type::Secret | Type::Any, _) => {
            None
        }
        // A day alone is its midnight.
        (Type::DateTime, Value::String(day)) if !day.contains(['T', ' ']) => {
            expression::argument(family, &Type::DateTime, &format!("{day}T00:00:00").into())
        }
        (ty, value) => expression::argument(family, ty, value),
    }
}

fn several(family: &Family, field: &Field, items: &[Value]) -> Option<Expression> {
    let items: Vec<_> = items.iter().map(|item| one(family, field, item)).collect::<Option<_>>()?;
    let codes: Vec<_> = items.iter().map(|item| item.code.as_str()).collect();
    let code = format!("[{}]", codes.join(", "));
    Some(Expression { code, json: Sent::List(items.into_iter().map(|item| item.json).collect()) })
}
