//! Reads what a method takes and answers.

use super::table::{Entry, Table};
use super::value::Findings;
use super::{example, nameable, rust_name, type_expr};
use crate::diagnostic::Diagnostic;
use crate::file::{ListDef, MethodDef, NestedDef, ParamDef, ResultDef};
use crate::kind::Kind;
use crate::language::{Key, List, Method, Nested, Param, Text};
use crate::model::{Operator, Paging};
use crate::repeated::repeated;
use crate::source::Placed;

/// Reads a `[method.…]`.
pub(super) fn method(entry: &Entry<'_>, findings: &mut Findings) -> Option<MethodDef> {
    nameable("a method", &entry.key, findings)?;
    let mut table = Table::of(entry, findings)?;
    let before = findings.found.len();
    let mut method = MethodDef {
        name: entry.key.clone(),
        doc: table.get(Method::DOC, findings),
        wire_name: table
            .get(Method::NAME, findings)
            .filter(|name| nameable("a method", name, findings).is_some()),
        page: table.get(Method::PAGE, findings),
        deprecated: table.get(Method::DEPRECATED, findings),
        warning: table.get(Method::WARNING, findings),
        kind: table.get(Method::KIND, findings),
        context: table.get(Method::CONTEXT, findings),
        params: table.take(Method::PARAMS).and_then(|entry| params(&entry, findings)),
        list: table.take(Method::LIST).and_then(|entry| list(&entry, findings)),
        result: table.take(Method::RESULT).and_then(|entry| result(&entry, findings)),
        nested: table.take(Method::NESTED).and_then(|entry| nested(&entry, findings)),
        describes: table.get(Method::DESCRIBES, findings),
        errors: table.get(Method::ERRORS, findings).unwrap_or_default(),
        examples: table.take(Method::EXAMPLES).map(|entry| example::examples(&entry, findings)),
        broken: false,
    };
    table.finish(findings);
    doubled_errors(&method.errors, findings);
    method.broken = findings.found.len() > before;
    Some(method)
}

fn doubled_errors(errors: &[Placed<String>], findings: &mut Findings) {
    for error in repeated(errors, |error| &error.value) {
        let message = format!("`{}` stands in this list already", error.value);
        findings
            .add(Diagnostic::new(Kind::DoubledError, &error.place, message).help("leave one of the two out"));
    }
}

fn params(entry: &Entry<'_>, findings: &mut Findings) -> Option<Vec<ParamDef>> {
    Some(entry.entries(findings)?.iter().filter_map(|entry| param(entry, findings)).collect())
}

/// `name = "type"`, or `name = { type = "type", doc = "…" }`.
fn param(entry: &Entry<'_>, findings: &mut Findings) -> Option<ParamDef> {
    nameable("a parameter", &entry.key, findings)?;
    if !entry.value.get_ref().is_table() {
        let text = entry.text(findings)?;
        let ty = type_expr::parse(&text, findings)?;
        return Some(ParamDef { name: entry.key.clone(), ty, doc: None, rust: None });
    }
    let mut table = Table::of(entry, findings)?;
    let has_type = table.has(Param::TYPE);
    let ty = table.get(Param::TYPE, findings);
    let doc = table.get(Param::DOC, findings);
    let rust = rust_name(&mut table, Param::RUST, findings);
    if !has_type {
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
    let mut table = Table::of(entry, findings)?;
    let place = table.place().clone();
    let page = position(&mut table, List::PAGE, Paging::Page, findings);
    let start = position(&mut table, List::START, Paging::Start, findings);
    if let (Some(_), Some((_, start))) = (&page, &start) {
        let message = "a list counts either pages or rows";
        findings.add(
            Diagnostic::new(Kind::PagesAndRows, &start.place, message).help("leave `page` or `start` out"),
        );
    }
    let list = ListDef {
        param: page.or(start),
        size: table.get(List::SIZE, findings),
        select: table.get(List::SELECT, findings),
        filter: table.get(List::FILTER, findings),
        numbers: table.get(List::NUMBERS, findings),
        order: table.get(List::ORDER, findings),
        groups: table.get(List::GROUPS, findings),
        by: table.get(List::BY, findings),
        place,
    };
    doubled_operators(list.filter.iter().chain(&list.numbers), findings);
    table.finish(findings);
    Some(list)
}

fn doubled_operators<'d>(lists: impl Iterator<Item = &'d Vec<Placed<Operator>>>, findings: &mut Findings) {
    for operator in lists.flat_map(|operators| repeated(operators, |operator| operator.value)) {
        let message = format!("`{}` stands in this list already", operator.value.word());
        findings.add(
            Diagnostic::new(Kind::DoubledOperator, &operator.place, message).help("leave one of the two out"),
        );
    }
}

fn position<F>(
    table: &mut Table<'_, List>,
    key: Key<List, Text<F>>,
    paging: Paging,
    findings: &mut Findings,
) -> Option<(Paging, Placed<String>)> {
    let name = table.get(key, findings)?;
    nameable("a parameter", &name, findings)?;
    Some((paging, name))
}

fn nested(entry: &Entry<'_>, findings: &mut Findings) -> Option<NestedDef> {
    let mut table = Table::of(entry, findings)?;
    let has_member = table.has(Nested::MEMBER);
    let member = table.get(Nested::MEMBER, findings);
    if !has_member {
        let message = "`nested` does not say which member holds the fields";
        findings.add(
            Diagnostic::new(Kind::NestedWithoutMember, &entry.key.place, message)
                .help("`nested = { in = \"connection\", except = [\"settings\"] }`"),
        );
    }
    let except = table.get(Nested::EXCEPT, findings).unwrap_or_default();
    table.finish(findings);
    Some(NestedDef { member: member?, except })
}

fn result(entry: &Entry<'_>, findings: &mut Findings) -> Option<ResultDef> {
    if !entry.value.get_ref().is_table() {
        let text = entry.text(findings)?;
        return if text.value == "true" {
            Some(ResultDef::True)
        } else {
            type_expr::parse(&text, findings).map(ResultDef::Value)
        };
    }
    let members = entry.entries(findings)?;
    let [member] = &members[..] else {
        let message = format!("this result has {} members", members.len());
        findings.add(Diagnostic::new(Kind::ResultMembers, &findings.place(entry.value), message).help(
            "name the one member that is wanted, or describe the whole as an [object.…] and name that",
        ));
        return None;
    };
    let text = member.text(findings)?;
    Some(ResultDef::Member(member.key.clone(), type_expr::parse(&text, findings)?))
}
