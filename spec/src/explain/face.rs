//! The functions of a request, with what they take and the limits of that.

use std::fmt::Write as _;

use crate::model::{Family, Field, List, Method, Operator, Record, Required, Type, Update};
use crate::rust::{self, Argument, Holds, Part, RustType, identifier, setter};

/// All functions of a method's request, and what a call of it gives.
pub(super) fn of(family: &Family, method: &Method) -> String {
    let parts = rust::parts(family, method);
    let name = method.rust_name();
    let mut text = String::new();
    let _ = writeln!(text, "{name}::new({})", arguments(family, &parts));
    if let Some(bundle) = rust::bundle(&parts) {
        fields_of(
            &mut text,
            bundle,
            parts.iter().filter_map(|part| Some((part.name.clone(), part.required()?, String::new()))),
        );
    }
    for part in &parts {
        part_of(&mut text, family, method, &parts, part);
    }
    if method.returns_entity() {
        let selects = method.list.as_ref().is_some_and(|list| list.select);
        let verb = if selects { "asks for" } else { "reads" };
        let _ = writeln!(text, "    .select::<P>()    {verb} the fields of a `P` that derives `Projection`");
    }
    let gives = method.result.ty().map_or_else(|| "()".to_owned(), |ty| RustType::of(ty).to_string());
    let _ = writeln!(text, "gives {gives}");
    if let Some(list) = &method.list {
        let _ = writeln!(text, "    at most {} a page; `client.list` gives all", list.size);
    }
    if let Some(by) = method.list.as_ref().and_then(|list| list.by.as_ref()) {
        let _ = writeln!(text, "    `client.list_by_id` gives all in the order of `{by}`, without counting");
    }
    text
}

/// How a list can be filtered.
fn filter_said(list: Option<&List>) -> String {
    let Some(list) = list else { return String::new() };
    let words = |operators: &[Operator]| operators.iter().map(|it| it.word()).collect::<Vec<_>>().join(" ");
    let mut said = vec![format!("by {}", words(&list.filter))];
    said.extend((!list.numbers.is_empty()).then(|| format!("{} for numbers only", words(&list.numbers))));
    said.extend(list.groups.then(|| "groups by `or`".to_owned()));
    said.join(", ")
}

fn part_of(text: &mut String, family: &Family, method: &Method, parts: &[Part], part: &Part) {
    let (entity, name) = (family.entity.as_ref(), method.rust_name());
    match (&part.holds, entity) {
        (Holds::Optional(ty), _) => {
            setter_line(text, &part.name, &Argument::of(ty), part.doc.as_deref().unwrap_or_default());
        }
        (Holds::Filter(entity), _) => {
            let said = filter_said(method.list.as_ref());
            let _ = writeln!(text, "    {:48} {said}", format!(".filter(Filter<{entity}>)"));
        }
        (Holds::Order(entity), _) => {
            let said = format!("{entity}::FIELD.ascending() or .descending()");
            let _ = writeln!(text, "    {:48} {said}", format!(".order(Order<{entity}>)"));
        }
        (Holds::Position, _) => {
            setter_line(text, &part.name, &Argument::of(&Type::Integer), "where to begin");
        }
        (Holds::New { required, .. }, Some(entity)) => {
            if let Some(new) = required {
                let fields = entity
                    .required()
                    .map(|field| (field.rust_name(), RustType::written_field(field), limits(field, true)));
                fields_of(text, new, fields);
            }
            setters(text, entity.optional_on_add(), true);
        }
        (Holds::Patch(patch), Some(entity)) => {
            let others = with_patch(family, parts, part, patch);
            let _ = writeln!(text, "{name}::from_patch({others}) -> Result<{name}, NothingToChange>");
            setters(text, entity.changeable(), false);
        }
        (Holds::FullPatch(patch), Some(entity)) => {
            for field in entity.required_on_update() {
                limits_line(text, field);
            }
            let _ = writeln!(text, "{name}::from_patch({})", with_patch(family, parts, part, patch));
            setters(text, changed_at_will(entity), false);
        }
        (Holds::Required { .. }, _) | (_, None) => {}
    }
}

fn changed_at_will(entity: &Record) -> impl Iterator<Item = &Field> {
    entity.changeable().filter(|field| field.required != Required::Always)
}

fn with_patch(family: &Family, parts: &[Part], part: &Part, patch: &str) -> String {
    let others: Vec<Part> = parts.iter().filter(|other| *other != part).cloned().collect();
    let before = arguments(family, &others);
    let comma = if before.is_empty() { "" } else { ", " };
    format!("{before}{comma}{}: impl Into<{patch}>", identifier(&part.name))
}

/// What `new` takes.
fn arguments(family: &Family, parts: &[Part]) -> String {
    if let Some(bundle) = rust::bundle(parts) {
        return format!("params: {bundle}");
    }
    let arguments = parts.iter().flat_map(|part| match &part.holds {
        Holds::Required { ty, .. } => vec![format!("{}: {}", identifier(&part.name), Argument::of(ty))],
        Holds::New { required: Some(new), .. } => vec![format!("{}: {new}", identifier(&part.name))],
        Holds::FullPatch(_) => {
            let fields = family.entity.iter().flat_map(Record::required_on_update);
            fields
                .map(|field| format!("{}: {}", identifier(&field.rust_name()), Argument::of_field(field)))
                .collect()
        }
        _ => Vec::new(),
    });
    arguments.collect::<Vec<_>>().join(", ")
}

fn fields_of(text: &mut String, name: &str, fields: impl Iterator<Item = (String, RustType, String)>) {
    let _ = writeln!(text, "    {name} {{");
    for (name, ty, limits) in fields {
        let _ = writeln!(
            text,
            "{}",
            format!("        {:44} {limits}", format!("{}: {ty},", identifier(&name))).trim_end()
        );
    }
    let _ = writeln!(text, "    }}");
}

fn setters<'f>(text: &mut String, fields: impl Iterator<Item = &'f Field>, adds: bool) {
    for field in fields {
        setter_line(text, &field.rust_name(), &Argument::of_field(field), &limits(field, adds));
    }
}

fn setter_line(text: &mut String, name: &str, argument: &Argument, said: &str) {
    let line = format!("    {:48} {said}", format!(".{}({argument})", setter(name)));
    let _ = writeln!(text, "{}", line.trim_end());
}

/// The limits of what `new` takes by itself, if there are any.
fn limits_line(text: &mut String, field: &Field) {
    let said = limits(field, false);
    if !said.is_empty() {
        let _ = writeln!(text, "    {:48} {said}", identifier(&field.rust_name()));
    }
}

/// What the server refuses, and what it does where the field is left out.
fn limits(field: &Field, adds: bool) -> String {
    let mut limits = Vec::new();
    limits.extend(field.not_empty.then(|| "not empty".to_owned()));
    limits.extend(field.max_chars.map(|most| format!("at most {most} characters")));
    limits.extend(field.pattern.as_ref().map(|pattern| format!("matches {pattern}")));
    limits.extend(field.default.as_ref().filter(|_| adds).map(|default| format!("{default} unless set")));
    limits.extend((field.immutable && adds).then(|| "never changes".to_owned()));
    match field.update {
        Update::Replace if !adds => limits.push("replaces the whole list".to_owned()),
        Update::Merge if !adds => limits.push("laid over the old values by their keys".to_owned()),
        _ => {}
    }
    limits.extend(field.since.as_ref().map(|since| format!("since {since}")));
    limits.join(", ")
}
