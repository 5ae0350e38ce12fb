//! Whether a value of an example is of its type.

use super::Examiner;
use crate::json::{Json, Value};
use crate::kind::Kind;
use crate::model::{Flag, Type};

impl Examiner<'_, '_> {
    /// Reports where a value is not of its type; `path` is how messages call it.
    pub(super) fn value(&mut self, path: &str, json: &Json<'_>, ty: &Type) {
        match (ty, &json.value) {
            (Type::Any, _) => {}
            (Type::Option(inner), _) if self.is_written() => self.value(path, json, inner),
            (Type::Option(inner), _) if is_absent(json, inner) => {}
            (Type::Option(inner), _) => self.value(path, json, inner),
            (Type::List(item), Value::List(items)) => {
                for (at, json) in items.iter().enumerate() {
                    self.value(&format!("{path}[{at}]"), json, item);
                }
            }
            // PHP's empty list and its empty object are one value.
            (Type::Object(_) | Type::Map(_) | Type::Entity(_), Value::List(items))
                if items.is_empty() && !self.is_written() => {}
            (Type::Map(item), Value::Object(members)) => {
                for member in members {
                    self.value(&format!("{path}.{}", member.name), &member.json, item);
                }
            }
            (Type::Object(name), Value::Object(members)) => {
                let object = self.family.object(name);
                if let Some(object) = object {
                    self.object(path, json, members, object);
                }
            }
            (Type::Entity(_), Value::Object(members)) => {
                if let Some(entity) = &self.family.entity {
                    self.entity(path, json, members, entity);
                }
            }
            (Type::Enum(name), Value::Text(word)) => self.word(path, json, name, word),
            _ if self.is_scalar(json, ty) => {}
            _ => self.type_mistake(path, json, ty),
        }
    }

    fn type_mistake(&mut self, path: &str, json: &Json<'_>, ty: &Type) {
        let shown = match &json.value {
            Value::Text(text) if text.chars().count() <= 40 => format!("the text \"{text}\""),
            Value::Number(number) => format!("the number {number}"),
            Value::Boolean(value) => format!("`{value}`"),
            _ => json.what().to_owned(),
        };
        let message =
            format!("`{path}` is {shown} here, and {} in the spec", described(ty, self.is_written()));
        self.report(Kind::ExampleType, &json.span, message, "correct the example, or the type in the spec");
    }

    fn word(&mut self, path: &str, json: &Json<'_>, name: &str, word: &str) {
        let words = self.family.enumeration(name).map(|known| &known.words);
        let Some(words) = words.filter(|words| !words.iter().any(|known| known == word)) else { return };
        let message = format!("`{path}` is \"{word}\" here, which the enum does not have");
        self.unknown(Kind::ExampleWord, (word, &json.span), message, words.iter().map(String::as_str));
    }

    fn is_scalar(&self, json: &Json<'_>, ty: &Type) -> bool {
        match (ty, &json.value) {
            (Type::Integer, Value::Number(digits)) => digits.parse::<i64>().is_ok(),
            (Type::Integer, Value::Text(digits)) => digits.trim().parse::<i64>().is_ok(),
            (Type::Id(_), Value::Number(digits)) => digits.parse::<i64>().is_ok_and(|id| id > 0),
            (Type::Id(_), Value::Text(digits)) => digits.trim().parse::<i64>().is_ok_and(|id| id > 0),
            (Type::Decimal, Value::Number(_)) | (Type::String | Type::Secret, Value::Text(_)) => true,
            (Type::Decimal, Value::Text(number)) => number.trim().parse::<f64>().is_ok_and(f64::is_finite),
            (Type::String | Type::Secret, Value::Number(_)) => !self.is_written(),
            (Type::Date | Type::DateTime, Value::Text(text)) => is_date(text),
            (Type::Boolean(flag), _) => is_flag(json, if self.is_written() { Some(*flag) } else { None }),
            _ => false,
        }
    }
}

/// Whether the value is true or false in this notation, or in any.
fn is_flag(json: &Json<'_>, flag: Option<Flag>) -> bool {
    let is = |notation: Flag| flag.is_none_or(|flag| flag == notation);
    match &json.value {
        Value::Boolean(_) => is(Flag::Json),
        Value::Number(digit) => is(Flag::Digit) && matches!(*digit, "0" | "1"),
        Value::Text(text) => match text.as_str() {
            "Y" | "N" => is(Flag::YesNo),
            "0" | "1" => is(Flag::Digit),
            _ => false,
        },
        _ => false,
    }
}

/// The forms in which portals send that there is no value.
fn is_absent(json: &Json<'_>, ty: &Type) -> bool {
    let is_date = matches!(ty, Type::Date | Type::DateTime);
    match &json.value {
        Value::Null => true,
        Value::Text(text) => text.is_empty() && !ty.is_text() || is_date && text.starts_with("0000-00-00"),
        Value::Boolean(value) => is_date && !value,
        Value::List(items) => is_date && items.is_empty(),
        Value::Object(members) => is_date && members.is_empty(),
        // How portals say "nobody".
        Value::Number(digits) => matches!(ty, Type::Id(_)) && *digits == "0",
    }
}

/// `2024-08-30`, and maybe a time behind a blank or `T`.
fn is_date(text: &str) -> bool {
    let (date, time) = text.split_at_checked(10).unwrap_or((text, ""));
    let is_shaped = |text: &str, shape: &str| {
        text.len() == shape.len()
            && text.bytes().zip(shape.bytes()).all(|(byte, shape)| match shape {
                b'0' => byte.is_ascii_digit(),
                _ => byte == shape,
            })
    };
    is_shaped(date, "0000-00-00") && (time.is_empty() || time.starts_with([' ', 'T']))
}

/// The type as messages call it.
fn described(ty: &Type, written: bool) -> String {
    let word = match ty {
        Type::Integer => "an integer",
        Type::Decimal => "a decimal number",
        Type::String | Type::Secret => "a text",
        Type::Boolean(Flag::YesNo) if written => "a boolean, \"Y\" or \"N\"",
        Type::Boolean(Flag::Digit) if written => "a boolean, 1 or 0",
        Type::Boolean(Flag::Json) if written => "a boolean, true or false",
        Type::Boolean(_) => "a boolean",
        Type::Date => "a date",
        Type::DateTime => "a date with a time",
        Type::Any => "any value",
        Type::Enum(_) => "a word of an enum",
        Type::List(_) => "a list",
        Type::Map(_) => "an object",
        Type::Id(of) => return format!("the identifier of a {}", of.name),
        Type::Object(name) | Type::Entity(name) => return format!("the object `{name}`"),
        Type::Option(inner) => return described(inner, written),
    };
    word.to_owned()
}
