//! Reads what the portal asks external systems for.

use super::table::{Entry, Table};
use super::value::{Findings, Read as _};
use super::{nameable, rust_name};
use crate::diagnostic::Diagnostic;
use crate::file::{AnswerDef, EndpointDef, EndpointParamDef};
use crate::kind::Kind;
use crate::language::{Endpoint, EndpointParam, OneOf};
use crate::model::Asked;
use crate::source::Placed;

/// Reads an `[endpoint.…]`; nothing where a part of it is wrong.
pub(super) fn endpoint(entry: &Entry<'_>, findings: &mut Findings) -> Option<EndpointDef> {
    nameable("an endpoint", &entry.key, findings)?;
    let mut table = Table::of(entry, findings)?;
    let before = findings.found.len();
    let doc = table.get(Endpoint::DOC, findings);
    let has_field = table.has(Endpoint::FIELD);
    let field =
        table.get(Endpoint::FIELD, findings).filter(|name| nameable("a field", name, findings).is_some());
    let params = table.take(Endpoint::PARAMS).map(|entry| params(&entry, findings)).unwrap_or_default();
    let has_answer = table.has(Endpoint::ANSWER);
    let answer = table.get(Endpoint::ANSWER, findings).and_then(|text| answer(&text, findings));
    let not_empty = table.get(Endpoint::NOT_EMPTY, findings);
    let mut missing = |kind, key: &str, remedy: &str| {
        let message = format!("the endpoint `{}` has no `{key}`", entry.key.value);
        findings.add(Diagnostic::new(kind, &entry.key.place, message).help(remedy));
    };
    if !has_field {
        missing(Kind::EndpointWithoutField, "field", "name the entity's field that holds its address");
    }
    if !has_answer {
        missing(
            Kind::EndpointWithoutAnswer,
            "answer",
            "add `answer = \"any\"`, \"rows\" or a list: \"Item[]\"",
        );
    }
    if let (Some(AnswerDef::Any | AnswerDef::Rows), Some(not_empty)) = (&answer, &not_empty) {
        let message = "only an answer that is a list can be asked not to be empty";
        findings
            .add(Diagnostic::new(Kind::NotEmptyWithoutText, &not_empty.place, message).help("leave it out"));
    }
    if let Some(AnswerDef::Any | AnswerDef::List(_)) = answer {
        for param in params.iter().filter(|param| param.holds.value != Asked::Text) {
            let message =
                format!("`{}` is about rows, and the endpoint does not answer any", param.name.value);
            findings.add(
                Diagnostic::new(Kind::RowsWithoutRows, &param.holds.place, message)
                    .help("make it a `string`, or write `answer = \"rows\"`"),
            );
        }
    }
    table.finish(findings);
    let def = EndpointDef { name: entry.key.clone(), doc, field: field?, params, answer: answer?, not_empty };
    (findings.found.len() == before).then_some(def)
}

fn params(entry: &Entry<'_>, findings: &mut Findings) -> Vec<EndpointParamDef> {
    let entries = entry.entries(findings).unwrap_or_default();
    entries.iter().filter_map(|entry| param(entry, findings)).collect()
}

/// `name = "string"`, or `name = { type = "string", doc = "…" }`.
fn param(entry: &Entry<'_>, findings: &mut Findings) -> Option<EndpointParamDef> {
    nameable("a parameter", &entry.key, findings)?;
    let name = entry.key.clone();
    if !entry.value.get_ref().is_table() {
        let holds = OneOf::<Asked>::read(&name.value, entry.value, findings)?;
        return Some(EndpointParamDef { name, holds, doc: None, rust: None });
    }
    let mut table = Table::of(entry, findings)?;
    let has_type = table.has(EndpointParam::TYPE);
    let holds = table.get(EndpointParam::TYPE, findings);
    let doc = table.get(EndpointParam::DOC, findings);
    let rust = rust_name(&mut table, EndpointParam::RUST, findings);
    if !has_type {
        let message = format!("the parameter `{}` does not say what it holds", name.value);
        findings.add(
            Diagnostic::new(Kind::ParamWithoutType, &name.place, message).help("add `type = \"string\"`"),
        );
    }
    table.finish(findings);
    Some(EndpointParamDef { name, holds: holds?, doc, rust })
}

fn answer(text: &Placed<String>, findings: &mut Findings) -> Option<AnswerDef> {
    let is_name = |name: &str| {
        name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
    };
    match (text.value.as_str(), text.value.strip_suffix("[]")) {
        ("any", _) => Some(AnswerDef::Any),
        ("rows", _) => Some(AnswerDef::Rows),
        (_, Some(object)) if is_name(object) => {
            Some(AnswerDef::List(Placed::new(object.to_owned(), text.place.clone())))
        }
        (written, _) => {
            let message = format!("an endpoint cannot answer `{written}`");
            findings.add(
                Diagnostic::new(Kind::BadAnswer, &text.place, message)
                    .help("write `any`, `rows`, or a list of objects such as `Item[]`"),
            );
            None
        }
    }
}
