//! Reads what a method takes and answers.

use super::table::{Entry, Findings, Table};
use super::{CONTEXTS, example, nameable, rust_name, type_expr};
use crate::diagnostic::Diagnostic;
use crate::file::{ListDef, MethodDef, NestedDef, ParamDef, ResultDef};
use crate::grammar;
use crate::kind::Kind;
use crate::model::{Kind as MethodKind, Paging};
use crate::source::Placed;

/// Reads a `[method.…]`.
pub(super) fn method(entry: &Entry<'_>, findings: &mut Findings) -> Option<MethodDef> {
    nameable("a method", &entry.key, findings)?;
    let mut table = Table::of(&grammar::METHOD, &entry.key, entry.value, findings)?;
    let before = findings.found.len();
    let mut method = MethodDef {
        name: entry.key.clone(),
        doc: table.string("doc", findings),
        wire_name: table
            .string("name", findings)
            .filter(|name| nameable("a method", name, findings).is_some()),
        deprecated: table.string("deprecated", findings),
        warning: table.string("warning", findings),
        kind: table.word("kind", &[MethodKind::Read, MethodKind::Write], findings),
        context: table.word("context", &CONTEXTS, findings),
        params: table.take("params").and_then(|entry| params(&entry, findings)),
        list: table.take("list").and_then(|entry| list(&entry, findings)),
        result: table.take("result").and_then(|entry| result(&entry, findings)),
        nested: table.take("nested").and_then(|entry| nested(&entry, findings)),
        describes: table.string("describes", findings),
        errors: table.strings("errors", findings),
        examples: table.take("example").map(|entry| example::examples(&entry, findings)),
        broken: false,
    };
    table.finish(findings);
    doubled_errors(&method.errors, findings);
    method.broken = findings.found.len() > before;
    Some(method)
}

fn doubled_errors(errors: &[Placed<String>], findings: &mut Findings) {
    for (at, error) in errors.iter().enumerate() {
        if errors.iter().take(at).any(|earlier| earlier.value == error.value) {
            let message = format!("`{}` stands in this list already", error.value);
            findings.add(
                Diagnostic::new(Kind::DoubledError, &error.place, message).help("leave one of the two out"),
            );
        }
    }
}

fn params(entry: &Entry<'_>, findings: &mut Findings) -> Option<Vec<ParamDef>> {
    let mut table = Table::of(&grammar::NAMES, &entry.key, entry.value, findings)?;
    Some(table.take_rest().iter().filter_map(|entry| param(entry, findings)).collect())
}

/// `name = "type"`, or `name = { type = "type", doc = "…" }`.
fn param(entry: &Entry<'_>, findings: &mut Findings) -> Option<ParamDef> {
    nameable("a parameter", &entry.key, findings)?;
    if !entry.value.get_ref().is_table() {
        let text = findings.string(&entry.key.value, entry.value)?;
        return Some(ParamDef {
            name: entry.key.clone(),
            ty: type_expr::parse(&text, findings)?,
            doc: None,
            rust: None,
        });
    }
    let mut table = Table::of(&grammar::PARAM, &entry.key, entry.value, findings)?;
    let ty = table.string("type", findings);
    let doc = table.string("doc", findings);
    let rust = rust_name(&mut table, findings);
    if ty.is_none() {
        let message = format!("the parameter `{}` does not say what it holds", entry.key.value);
        findings.add(
            Diagnostic::new(Kind::ParamWithoutType, &entry.key.place, message)
                .help("add `type = \"string\"` or another type"),
        );
    }
    table.finish(findings);
    Some(ParamDef { name: entry.key.clone(), ty: type_expr::parse(&ty?, findings)?, doc, rust })
}

fn list(entry: &Entry<'_>, findings: &mut Findings) -> Option<ListDef> {
    let mut table = Table::of(&grammar::LIST, &entry.key, entry.value, findings)?;
    let place = table.place().clone();
    let page = position(&mut table, "page", Paging::Page, findings);
    let start = position(&mut table, "start", Paging::Start, findings);
    if let (Some(_), Some((_, start))) = (&page, &start) {
        let message = "a list counts either pages or rows";
        findings.add(
            Diagnostic::new(Kind::PagesAndRows, &start.place, message).help("leave `page` or `start` out"),
        );
    }
    let list = ListDef {
        param: page.or(start),
        size: table.integer("size", findings),
        select: table.boolean("select", findings),
        filter: table.boolean("filter", findings),
        order: table.boolean("order", findings),
        groups: table.boolean("groups", findings),
        place,
    };
    table.finish(findings);
    Some(list)
}

fn position(
    table: &mut Table<'_>,
    key: &'static str,
    paging: Paging,
    findings: &mut Findings,
) -> Option<(Paging, Placed<String>)> {
    let name = table.string(key, findings)?;
    nameable("a parameter", &name, findings)?;
    Some((paging, name))
}

fn nested(entry: &Entry<'_>, findings: &mut Findings) -> Option<NestedDef> {
    let mut table = Table::of(&grammar::NESTED, &entry.key, entry.value, findings)?;
    let member = table.string("in", findings);
    if member.is_none() {
        let message = "`nested` does not say which member holds the fields";
        findings.add(
            Diagnostic::new(Kind::NestedWithoutMember, &entry.key.place, message)
                .help("`nested = { in = \"connection\", except = [\"settings\"] }`"),
        );
    }
    let except = table.strings("except", findings);
    table.finish(findings);
    Some(NestedDef { member: member?, except })
}

fn result(entry: &Entry<'_>, findings: &mut Findings) -> Option<ResultDef> {
    if !entry.value.get_ref().is_table() {
        let text = findings.string("result", entry.value)?;
        return if text.value == "true" {
            Some(ResultDef::True)
        } else {
            type_expr::parse(&text, findings).map(ResultDef::Value)
        };
    }
    let mut table = Table::of(&grammar::NAMES, &entry.key, entry.value, findings)?;
    let members = table.take_rest();
    let [member] = &members[..] else {
        let message = format!("this result has {} members", members.len());
        findings.add(Diagnostic::new(Kind::ResultMembers, &findings.place(entry.value), message).help(
            "name the one member that is wanted, or describe the whole as an [object.…] and name that",
        ));
        return None;
    };
    let text = findings.string(&member.key.value, member.value)?;
    Some(ResultDef::Member(member.key.clone(), type_expr::parse(&text, findings)?))
}
