//! Checks a field's default against its type and its limits.

use crate::diagnostic::Diagnostic;
use crate::file::{FieldDef, Literal};
use crate::kind::Kind;
use crate::model::{DefaultValue, Enumeration, Type};
use crate::source::Placed;

/// The default that a field's line states, if a field of this type can have it.
pub(super) fn default_value(
    field: &FieldDef,
    ty: &Type,
    enums: &[Enumeration],
    found: &mut Vec<Diagnostic>,
) -> Option<DefaultValue> {
    let default = field.default.as_ref()?;
    match (&default.value, ty.not_null()) {
        (Literal::Boolean(value), Type::Boolean(_)) => Some(DefaultValue::Boolean(*value)),
        (Literal::Integer(value), Type::Integer | Type::Decimal) => Some(DefaultValue::Integer(*value)),
        (Literal::String(value), Type::String) => {
            text_limits(field, default, value, found);
            Some(DefaultValue::String(value.clone()))
        }
        (Literal::String(value), Type::Enum(name)) => {
            word(default, value, enums.iter().find(|one| one.name == *name), found);
            Some(DefaultValue::String(value.clone()))
        }
        (_, ty) => {
            found.push(another_type(field, default, ty));
            None
        }
    }
}

fn another_type(field: &FieldDef, default: &Placed<Literal>, ty: &Type) -> Diagnostic {
    let name = &field.name.value;
    let (message, help) = match ty {
        Type::Boolean(_) => {
            (format!("`{name}` is a boolean, and this default is none"), "write `true` or `false`")
        }
        Type::Integer | Type::Decimal => {
            (format!("`{name}` is a number, and this default is none"), "write a whole number")
        }
        Type::String | Type::Enum(_) => {
            (format!("`{name}` is a text, and this default is none"), "write a string")
        }
        _ => (
            format!("`{name}` cannot have a default"),
            "leave it out: booleans, numbers, texts and enums have defaults",
        ),
    };
    Diagnostic::new(Kind::DefaultOfAnotherType, &default.place, message).help(help)
}

fn text_limits(field: &FieldDef, default: &Placed<Literal>, text: &str, found: &mut Vec<Diagnostic>) {
    let mut report = |kind, message: String, help: &str| {
        found.push(Diagnostic::new(kind, &default.place, message).help(help));
    };
    let name = &field.name.value;
    if text.is_empty() && field.not_empty.as_ref().is_some_and(|flag| flag.value) {
        let message = format!("the default is empty, and `{name}` is `not_empty`");
        report(Kind::DefaultEmpty, message, "leave one of the two out");
    }
    // A limit that no text keeps has been reported by itself.
    let max = field.max_chars.as_ref().and_then(|max| usize::try_from(max.value).ok()).filter(|max| *max > 0);
    if let Some(max) = max.filter(|max| text.chars().count() > *max) {
        let chars = text.chars().count();
        let message = format!("the default has {chars} characters, and `{name}` at most {max}");
        report(Kind::DefaultTooLong, message, "shorten it, or raise `max_chars`");
    }
    let pattern = field.pattern.as_ref().and_then(|it| regex_lite::Regex::new(&it.value).ok());
    if pattern.is_some_and(|pattern| !pattern.is_match(text)) {
        let message = format!("the default does not match the pattern of `{name}`");
        report(Kind::DefaultAgainstPattern, message, "write one that matches, or mend `pattern`");
    }
}

/// An enum that is not there has been reported by itself.
fn word(default: &Placed<Literal>, text: &str, one: Option<&Enumeration>, found: &mut Vec<Diagnostic>) {
    let Some(one) = one.filter(|one| !one.words.iter().any(|word| word == text)) else { return };
    let message = format!("the default `{text}` is none of the enum's words");
    found.push(
        Diagnostic::new(Kind::DefaultOutsideEnum, &default.place, message)
            .suggest(text, one.words.iter().map(String::as_str)),
    );
}
