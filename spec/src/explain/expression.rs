//! JSON values as Rust expressions of their types.

use serde_json::Value;

use super::sent::{Members, Sent};
use crate::model::{Family, Record, Type};
use crate::rust::{Argument, identifier, upper_camel};

/// The expression of a value, and the JSON that it becomes when it is sent.
pub(super) struct Expression {
    pub(super) code: String,
    pub(super) json: Sent,
}

impl Expression {
    fn new(code: impl Into<String>, json: impl Into<Value>) -> Self {
        Self { code: code.into(), json: Sent::Value(json.into()) }
    }
}

/// A value where a setter or constructor takes it.
pub(super) fn argument(family: &Family, ty: &Type, value: &Value) -> Option<Expression> {
    let Expression { code, json } = plain(family, ty.not_null(), value)?;
    let code = match (Argument::of(ty).into, ty.not_null()) {
        (true, Type::String) => code.trim_end_matches(".to_owned()").to_owned(),
        (true, Type::Secret) => code.trim_end_matches(".into()").to_owned(),
        (true, Type::Map(_)) => pairs(&code).to_owned(),
        _ => code,
    };
    Some(Expression { code, json })
}

/// A value where a struct holds it.
pub(super) fn plain(family: &Family, ty: &Type, value: &Value) -> Option<Expression> {
    let expression = match ty {
        Type::Option(_) if value.is_null() => Expression::new("None", Value::Null),
        Type::Option(inner) => {
            let inner = plain(family, inner, value)?;
            Expression { code: format!("Some({})", inner.code), json: inner.json }
        }
        Type::Integer => integer(value)?,
        Type::Id(of) => {
            let id = integer(value)?;
            Expression { code: format!("{}Id::new({})?", of.name, id.code), json: id.json }
        }
        Type::String => Expression::new(format!("{:?}.to_owned()", value.as_str()?), value.clone()),
        Type::Secret => Expression::new(format!("{:?}.into()", value.as_str()?), value.clone()),
        Type::Decimal => {
            let digits = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            Expression::new(format!("{digits:?}.parse::<Decimal>()?"), Value::String(digits))
        }
        Type::Boolean(flag) => boolean(*flag, value)?,
        Type::Date => Expression::new(format!("{:?}.parse::<Date>()?", value.as_str()?), value.clone()),
        Type::DateTime => {
            Expression::new(format!("{:?}.parse::<DateTime>()?", value.as_str()?), value.clone())
        }
        Type::Any => Expression::new(format!("json!({value})"), value.clone()),
        Type::Enum(name) => {
            Expression::new(format!("{name}::{}", upper_camel(value.as_str()?)), value.clone())
        }
        Type::List(inner) => list(family, inner, value)?,
        Type::Map(inner) => map(family, inner, value)?,
        Type::Object(name) => object(family, name, value)?,
        // What a portal returns as a whole is never sent so.
        Type::Entity(_) => return None,
    };
    Some(expression)
}

fn integer(value: &Value) -> Option<Expression> {
    let number = value.as_i64().or_else(|| value.as_str()?.trim().parse().ok())?;
    Some(Expression::new(number.to_string(), number))
}

fn boolean(flag: crate::model::Flag, value: &Value) -> Option<Expression> {
    use crate::model::Flag::{Digit, Json, YesNo};
    let is_true = match value {
        Value::Bool(value) => *value,
        Value::Number(digit) => digit.as_i64()? != 0,
        Value::String(text) => matches!(text.as_str(), "Y" | "1"),
        _ => return None,
    };
    let json = match flag {
        Json => Value::Bool(is_true),
        YesNo => Value::from(if is_true { "Y" } else { "N" }),
        Digit => Value::from(i64::from(is_true)),
    };
    Some(Expression::new(is_true.to_string(), json))
}

fn list(family: &Family, inner: &Type, value: &Value) -> Option<Expression> {
    let items = value.as_array()?.iter().map(|item| plain(family, inner, item));
    let items: Vec<Expression> = items.collect::<Option<_>>()?;
    let codes: Vec<_> = items.iter().map(|item| item.code.as_str()).collect();
    let code = if codes.is_empty() { "Vec::new()".to_owned() } else { format!("vec![{}]", codes.join(", ")) };
    Some(Expression { code, json: Sent::List(items.into_iter().map(|item| item.json).collect()) })
}

fn map(family: &Family, inner: &Type, value: &Value) -> Option<Expression> {
    let mut codes = Vec::new();
    let mut json = Vec::new();
    for (name, value) in value.as_object()? {
        let value = plain(family, inner, value)?;
        codes.push(format!("({name:?}.to_owned(), {})", value.code));
        json.push((name.clone(), value.json));
    }
    let code = match &codes[..] {
        [] => "BTreeMap::new()".to_owned(),
        pairs => format!("BTreeMap::from([{}])", pairs.join(", ")),
    };
    Some(Expression { code, json: Sent::Object(json) })
}

/// What a map is made of, which turns into it where it is taken as such.
fn pairs(code: &str) -> &str {
    code.strip_prefix("BTreeMap::from(").and_then(|code| code.strip_suffix(')')).unwrap_or(code)
}

fn object(family: &Family, name: &str, value: &Value) -> Option<Expression> {
    let object = family.object(name)?;
    let (codes, json) = fields(family, object, value)?;
    Some(Expression { code: format!("{name} {{ {} }}", codes.join(", ")), json: Sent::Object(json) })
}

/// All fields of an object's struct; those that may be missing are `None` where the value has none.
fn fields(family: &Family, object: &Record, value: &Value) -> Option<(Vec<String>, Members)> {
    let mut codes = Vec::new();
    let mut json = Vec::new();
    for field in &object.fields {
        let name = identifier(&field.rust_name());
        let may_be_absent = field.may_be_absent() || matches!(field.ty, Type::Option(_));
        match value.get(&field.name).filter(|value| !value.is_null()) {
            Some(value) => {
                let value = plain(family, field.ty.not_null(), value)?;
                let code = if may_be_absent { format!("Some({})", value.code) } else { value.code };
                codes.push(if code == name { name } else { format!("{name}: {code}") });
                json.push((field.name.clone(), value.json));
            }
            None if may_be_absent => codes.push(format!("{name}: None")),
            None => return None,
        }
    }
    Some((codes, json))
}
