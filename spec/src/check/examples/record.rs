//! Whether an object of an example has the fields that the spec says.

use std::ops::Range;

use super::{Direction, Examiner};
use crate::json::{Json, Member, Value};
use crate::kind::Kind;
use crate::model::{Field, Method, Record, Type};

impl Examiner<'_, '_> {
    /// An object of the family, written or read.
    pub(super) fn object(&mut self, path: &str, json: &Json<'_>, members: &[Member<'_>], object: &Record) {
        self.fields(path, members, object);
        self.missing(path, &json.span, object, |field| !field.may_be_absent() && !has(members, field));
    }

    /// An entity as the server returns it, some of its fields maybe one level deeper.
    pub(super) fn entity(&mut self, path: &str, json: &Json<'_>, members: &[Member<'_>], entity: &Record) {
        let Direction::Read { method, selects } = self.direction else { return };
        let holder = |member: &&Member<'_>| method.nested.as_ref().is_some_and(|it| it.member == member.name);
        let deeper = members.iter().find(holder);
        let inside = deeper.and_then(|member| member.json.members()).unwrap_or_default();
        self.fields(path, members.iter().filter(|member| !holder(member)), entity);
        self.fields(&inner(path, deeper.map_or("", |member| &member.name)), inside, entity);
        if !selects {
            self.missing(path, &json.span, entity, |field| {
                is_always_read(field, method) && !has(members, field) && !has(inside, field)
            });
        }
    }

    fn fields<'m, 't: 'm>(
        &mut self,
        path: &str,
        members: impl IntoIterator<Item = &'m Member<'t>>,
        record: &Record,
    ) {
        for member in members {
            if let Some(field) = self.known(path, member, record) {
                self.field(&inner(path, &member.name), &member.json, field);
            }
        }
    }

    /// The field that a member holds, or a report that there is none.
    pub(super) fn known<'r>(
        &mut self,
        path: &str,
        member: &Member<'_>,
        record: &'r Record,
    ) -> Option<&'r Field> {
        let field = record.fields.iter().find(|field| is_called(field, &member.name));
        if field.is_none() {
            let message =
                format!("`{}` is here, and `{}` has no such field", inner(path, &member.name), record.name);
            let known = record.fields.iter().map(|field| field.name.as_str());
            let advice = self.described_under(record);
            self.undescribed(Kind::ExampleField, (&member.name, &member.span), message, known, &advice);
        }
        field
    }

    /// Where the spec describes the fields of an entity or object.
    pub(super) fn described_under(&self, record: &Record) -> String {
        let is_entity = self.family.entity.as_ref().is_some_and(|entity| entity.name == record.name);
        let table = if is_entity { "entity" } else { "object" };
        format!("describe it under `[{table}.{}]`", record.name)
    }

    /// A field's value, by its type and limits.
    pub(super) fn field(&mut self, path: &str, json: &Json<'_>, field: &Field) {
        if !self.is_written() {
            return self.value(path, json, &field.ty);
        }
        self.value(path, json, field.write_ty());
        if let Some(broken) = broken_limit(json, field) {
            let help = "correct the example, or the limit in the spec";
            self.report(Kind::ExampleLimit, &json.span, format!("`{path}` {broken}"), help);
        }
    }

    /// Reports the fields that are needed and not there.
    pub(super) fn missing(
        &mut self,
        path: &str,
        span: &Range<usize>,
        record: &Record,
        is_missing: impl Fn(&Field) -> bool,
    ) {
        let missing: Vec<_> = record.fields.iter().filter(|field| is_missing(field)).collect();
        if missing.is_empty() {
            return;
        }
        let names: Vec<_> = missing.iter().map(|field| format!("`{}`", field.name)).collect();
        let message = format!("`{path}` leaves out {}, which `{}` always has", names.join(", "), record.name);
        let help = if self.is_written() {
            "add what is missing, or correct `required` or `optional` in the spec"
        } else {
            "add what is missing, or say in the spec when it is not there: `optional`, `since`, `returned` or a type with `?`"
        };
        self.report(Kind::ExampleMissingField, span, message, help);
    }
}

fn inner(path: &str, name: &str) -> String {
    if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") }
}

fn is_called(field: &Field, name: &str) -> bool {
    match field.prefix() {
        Some(prefix) => name.starts_with(prefix),
        None => field.name == name || field.aliases.iter().any(|alias| alias == name),
    }
}

pub(super) fn has(members: &[Member<'_>], field: &Field) -> bool {
    members.iter().any(|member| is_called(field, &member.name))
}

/// Whether each answer of the method has the field.
fn is_always_read(field: &Field, method: &Method) -> bool {
    let is_returned = field.is_returned_by(&method.name) && field.prefix().is_none();
    let may_be_null = matches!(field.ty, Type::Option(_));
    is_returned && field.since.is_none() && !field.optional && !may_be_null
}

/// What is wrong with a text or list, if it breaks a limit.
fn broken_limit(json: &Json<'_>, field: &Field) -> Option<String> {
    let is_empty = match &json.value {
        Value::Text(text) => text.is_empty(),
        Value::List(items) => items.is_empty(),
        _ => false,
    };
    if field.not_empty && is_empty {
        return Some("is empty here, and `not_empty` in the spec".to_owned());
    }
    let Value::Text(text) = &json.value else { return None };
    let chars = text.chars().count();
    match field.max_chars {
        Some(most) if usize::try_from(most).is_ok_and(|most| chars > most) => {
            Some(format!("has {chars} characters here, and at most {most} in the spec"))
        }
        _ if !field.matches(text) => Some("does not match the spec's `pattern`".to_owned()),
        _ => None,
    }
}
