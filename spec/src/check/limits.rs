//! Checks the limits of a field against its type: those that the type does not have, and those that nothing or
//! everything fulfils.

use crate::diagnostic::Diagnostic;
use crate::file::FieldDef;
use crate::kind::Kind;
use crate::language::Field;
use crate::model::{Type, Update};

pub(super) fn limits(field: &FieldDef, ty: &Type, found: &mut Vec<Diagnostic>) {
    max_chars(field, ty, found);
    pattern(field, ty, found);
    not_empty(field, ty, found);
    update(field, ty, found);
}

fn max_chars(field: &FieldDef, ty: &Type, found: &mut Vec<Diagnostic>) {
    let Some(max) = &field.max_chars else { return };
    if !ty.is_text() {
        let message = format!("`max_chars` is a limit of texts, and `{}` is none", field.name.value);
        found.push(
            Diagnostic::new(Kind::MaxCharsWithoutText, &max.place, message).help("leave `max_chars` out"),
        );
    } else if !Field::MAX_CHARS.limits().contains(&max.value) {
        let message = format!("no useful text has at most {} characters", max.value);
        let help = format!("write a number from 1 to {}", u32::MAX);
        found.push(Diagnostic::new(Kind::MaxCharsOutOfRange, &max.place, message).help(help));
    }
}

fn pattern(field: &FieldDef, ty: &Type, found: &mut Vec<Diagnostic>) {
    let Some(pattern) = &field.pattern else { return };
    if !ty.is_text() {
        let message = format!("`pattern` is a limit of texts, and `{}` is none", field.name.value);
        found.push(
            Diagnostic::new(Kind::PatternWithoutText, &pattern.place, message).help("leave `pattern` out"),
        );
    } else if let Err(error) = regex_lite::Regex::new(&pattern.value) {
        let message = format!("this is no regular expression: {error}");
        let help = "the syntax is that of the crate `regex-lite`; a `\\` before a sign takes it literally";
        found.push(Diagnostic::new(Kind::BadPattern, &pattern.place, message).help(help));
    }
}

fn not_empty(field: &FieldDef, ty: &Type, found: &mut Vec<Diagnostic>) {
    let Some(not_empty) = field.not_empty.as_ref().filter(|flag| flag.value) else { return };
    if !ty.is_text() && !is_list(ty) {
        let message =
            format!("`not_empty` is a limit of texts and lists, and `{}` is neither", field.name.value);
        found.push(
            Diagnostic::new(Kind::NotEmptyWithoutText, &not_empty.place, message)
                .help("leave `not_empty` out"),
        );
    }
}

fn update(field: &FieldDef, ty: &Type, found: &mut Vec<Diagnostic>) {
    let Some(update) = &field.update else { return };
    let (kind, word, noun) = match update.value {
        Update::Replace if !is_list(ty) => (Kind::ReplaceWithoutList, "replace", "lists"),
        Update::Merge if !matches!(ty.not_null(), Type::Map(_)) => (Kind::MergeWithoutMap, "merge", "maps"),
        _ => return,
    };
    let message = format!("`update = \"{word}\"` speaks of {noun}, and `{}` is none", field.name.value);
    let help = "leave `update` out: the new value takes the old one's place";
    found.push(Diagnostic::new(kind, &update.place, message).help(help));
}

fn is_list(ty: &Type) -> bool {
    matches!(ty.not_null(), Type::List(_))
}
