//! Reads a spec file into statements with places. Everything that is wrong is reported, and what is right is kept.

mod rule;
mod table;
mod type_expr;

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Kind};
use crate::file::{
    ErrorDef, FieldDef, FieldType, ListDef, Literal, MethodDef, RecordDef, ResultDef, RuleExpr, SpecFile,
    TypeExpr,
};
use crate::model::{Code, Context, ErrorPlace, Kind as MethodKind, Update};
use crate::rust_name;
use crate::source::{Place, Placed, Source};
use table::{Entry, Findings, Table};

/// The version of the language that this crate reads.
const VERSION: i64 = 1;

const CONTEXTS: [(&str, Context); 2] = [("any", Context::Any), ("application", Context::Application)];
const ERROR_PLACES: [(&str, ErrorPlace); 2] = [("result", ErrorPlace::Result), ("top", ErrorPlace::Top)];

/// Reads one file.
pub(crate) fn parse(source: &Arc<Source>) -> (SpecFile, Vec<Diagnostic>) {
    let (document, syntax_errors) = DeTable::parse_recoverable(source.text());
    let mut findings = Findings { source: Arc::clone(source), found: Vec::new() };
    for error in syntax_errors {
        let place = Place::new(source, error.span().unwrap_or(0..0));
        findings.add(Diagnostic::new(Kind::Syntax, &place, error.message().trim()));
    }
    let start = Place::new(source, 0..0);
    let file = spec_file(Table::new("a spec", start, document.get_ref(), &findings), &mut findings);
    (file, findings.found)
}

fn spec_file(mut table: Table<'_>, findings: &mut Findings) -> SpecFile {
    version(&mut table, findings);
    let file = SpecFile {
        source: Arc::clone(&findings.source),
        states_family: table.has("family"),
        family: table
            .string("family", findings)
            .filter(|name| nameable("a family", name, findings).is_some()),
        extends: table.string("extends", findings),
        scope: table.string("scope", findings),
        context: table.word("context", &CONTEXTS, findings),
        page: table.string("page", findings),
        doc: table.string("doc", findings),
        errors_at: table.word("errors_at", &ERROR_PLACES, findings),
        entities: named(&mut table, "entity", findings, |entry, findings| {
            record("an entity", &entry, findings)
        }),
        objects: named(&mut table, "object", findings, |entry, findings| {
            record("an object", &entry, findings)
        }),
        methods: named(&mut table, "method", findings, |entry, findings| method(&entry, findings)),
        errors: named(&mut table, "error", findings, |entry, findings| error(&entry, findings)),
    };
    table.finish(findings);
    file
}

fn version(table: &mut Table<'_>, findings: &mut Findings) {
    match table.integer("spec", findings) {
        Some(version) if version.value == VERSION => {}
        Some(version) => {
            let message = format!("this is written in version {} of the spec language", version.value);
            let help = format!("this release reads version {VERSION}");
            findings.add(Diagnostic::new(Kind::Version, &version.place, message).help(help));
        }
        None if !findings.found.iter().any(|it| matches!(it.kind, Kind::Syntax | Kind::WrongType)) => {
            let message = "the file does not say which version of the spec language it is written in";
            let help = format!("begin it with `spec = {VERSION}`");
            findings.add(Diagnostic::new(Kind::MissingKey, &table.place().clone(), message).help(help));
        }
        None => {}
    }
}

/// The entries of a table of named things, each read by `read`.
fn named<'t, T>(
    table: &mut Table<'t>,
    key: &'static str,
    findings: &mut Findings,
    read: impl Fn(Entry<'t>, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let Some(entry) = table.take(key) else { return Vec::new() };
    let Some(mut named) = Table::of(key, &entry.key, entry.value, findings) else { return Vec::new() };
    named.take_rest().into_iter().filter_map(|entry| read(entry, findings)).collect()
}

fn record(what: &str, entry: &Entry<'_>, findings: &mut Findings) -> Option<RecordDef> {
    nameable(what, &entry.key, findings)?;
    let mut table = Table::of(what, &entry.key, entry.value, findings)?;
    // Fields are tables; a text under `doc` is about the record itself.
    let doc = table.take_if("doc", |value| value.is_str()).and_then(|doc| findings.string("doc", doc.value));
    let fields = table.take_rest().iter().filter_map(|entry| field(entry, findings)).collect();
    Some(RecordDef { name: entry.key.clone(), doc, fields })
}

fn field(entry: &Entry<'_>, findings: &mut Findings) -> Option<FieldDef> {
    nameable("a field", &entry.key, findings)?;
    let mut table = Table::of("a field", &entry.key, entry.value, findings)?;
    let ty = field_type(&mut table, findings);
    let field = FieldDef {
        name: entry.key.clone(),
        ty,
        doc: table.string("doc", findings),
        required: table.boolean("required", findings),
        read_only: table.boolean("read_only", findings),
        immutable: table.boolean("immutable", findings),
        optional: table.boolean("optional", findings),
        not_empty: table.boolean("not_empty", findings),
        max_chars: table.integer("max_chars", findings),
        default: table.take("default").and_then(|entry| literal(&entry, findings)),
        update: table.word("update", &[("replace", Update::Replace)], findings),
        select: table.boolean("select", findings),
        since: table.string("since", findings),
    };
    table.finish(findings);
    Some(field)
}

fn field_type(table: &mut Table<'_>, findings: &mut Findings) -> Option<FieldType> {
    let ty = table.string("type", findings);
    let words = table.take("enum");
    match (ty, words) {
        (Some(ty), None) => type_expr::parse(&ty, findings).map(FieldType::Expr),
        (None, Some(words)) => {
            let place = findings.place(words.value);
            let words = findings.strings("enum", words.value);
            Some(FieldType::Enum(place, words))
        }
        (Some(ty), Some(_)) => {
            let message = "a field has either a `type` or an `enum`";
            findings.add(
                Diagnostic::new(Kind::Contradiction, &ty.place, message)
                    .help("leave `type` out: an enum is of strings"),
            );
            None
        }
        (None, None) => {
            let place = table.place().clone();
            findings.add(
                Diagnostic::new(Kind::MissingKey, &place, "this field does not say what it holds")
                    .help("add `type = \"string\"` or another type, or `enum = [\"A\", \"B\"]`"),
            );
            None
        }
    }
}

fn literal(entry: &Entry<'_>, findings: &mut Findings) -> Option<Placed<Literal>> {
    let place = findings.place(entry.value);
    let value = match entry.value.get_ref() {
        DeValue::Boolean(value) => Literal::Boolean(*value),
        DeValue::String(value) => Literal::String(value.to_string()),
        value => match table::integer(value) {
            Some(value) => Literal::Integer(value),
            None => {
                let message = "`default` takes a boolean, a whole number or a string";
                findings.add(Diagnostic::new(Kind::WrongType, &place, message));
                return None;
            }
        },
    };
    Some(Placed::new(value, place))
}

fn method(entry: &Entry<'_>, findings: &mut Findings) -> Option<MethodDef> {
    nameable("a method", &entry.key, findings)?;
    let mut table = Table::of("a method", &entry.key, entry.value, findings)?;
    let before = findings.found.len();
    let mut method = MethodDef {
        name: entry.key.clone(),
        doc: table.string("doc", findings),
        kind: table.word("kind", &[("read", MethodKind::Read), ("write", MethodKind::Write)], findings),
        context: table.word("context", &CONTEXTS, findings),
        params: table.take("params").and_then(|entry| params(&entry, findings)),
        list: table.take("list").and_then(|entry| list(&entry, findings)),
        result: table.take("result").and_then(|entry| result(&entry, findings)),
        errors: table.strings("errors", findings),
        broken: false,
    };
    table.finish(findings);
    method.broken = findings.found.len() > before;
    Some(method)
}

fn params(entry: &Entry<'_>, findings: &mut Findings) -> Option<Vec<(Placed<String>, TypeExpr)>> {
    let mut table = Table::of("`params`", &entry.key, entry.value, findings)?;
    let params = table.take_rest();
    let params = params.into_iter().filter_map(|param| {
        nameable("a parameter", &param.key, findings)?;
        let text = findings.string(&param.key.value, param.value)?;
        Some((param.key, type_expr::parse(&text, findings)?))
    });
    Some(params.collect())
}

fn list(entry: &Entry<'_>, findings: &mut Findings) -> Option<ListDef> {
    let mut table = Table::of("`list`", &entry.key, entry.value, findings)?;
    let list = ListDef {
        page: table.string("page", findings).filter(|name| nameable("a parameter", name, findings).is_some()),
        size: table.integer("size", findings),
        place: table.place().clone(),
    };
    table.finish(findings);
    Some(list)
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
    let mut table = Table::of("`result`", &entry.key, entry.value, findings)?;
    let members = table.take_rest();
    let [member] = &members[..] else {
        let message = format!("this result has {} members", members.len());
        findings.add(Diagnostic::new(Kind::WrongType, &findings.place(entry.value), message).help(
            "name the one member that is wanted, or describe the whole as an [object.…] and name that",
        ));
        return None;
    };
    let text = findings.string(&member.key.value, member.value)?;
    Some(ResultDef::Member(member.key.clone(), type_expr::parse(&text, findings)?))
}

fn error(entry: &Entry<'_>, findings: &mut Findings) -> Option<ErrorDef> {
    nameable("an error", &entry.key, findings)?;
    let mut table = Table::of("an error", &entry.key, entry.value, findings)?;
    let error = ErrorDef {
        when_written: table.has("when"),
        name: entry.key.clone(),
        code: table.take("code").and_then(|entry| code(&entry, findings)),
        message: table.string("message", findings),
        doc: table.string("doc", findings),
        when: table.take("when").map_or_else(Vec::new, |entry| rules(entry.value, findings)),
        at: table.word("at", &ERROR_PLACES, findings),
        http: table.integer("http", findings),
        exact: table.boolean("exact", findings),
    };
    if error.message.is_none() {
        let message = format!("the error `{}` has no message", entry.key.value);
        findings.add(
            Diagnostic::new(Kind::MissingKey, &entry.key.place, message)
                .help("give the server's text, with `#NAME#` for what differs from call to call"),
        );
    }
    table.finish(findings);
    Some(error)
}

fn rules(value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Vec<Placed<RuleExpr>> {
    let written = match value.get_ref() {
        DeValue::Array(_) => findings.strings("when", value),
        _ => findings.string("when", value).into_iter().collect(),
    };
    written.iter().filter_map(|text| rule::parse(text, findings)).collect()
}

fn code(entry: &Entry<'_>, findings: &mut Findings) -> Option<Placed<Code>> {
    let place = findings.place(entry.value);
    let code = match entry.value.get_ref() {
        DeValue::String(code) => Code::Text(code.to_string()),
        value => match table::integer(value) {
            Some(code) => Code::Number(code),
            None => {
                findings.add(Diagnostic::new(
                    Kind::WrongType,
                    &place,
                    "`code` takes a string or a whole number",
                ));
                return None;
            }
        },
    };
    Some(Placed::new(code, place))
}

fn nameable(what: &str, name: &Placed<String>, findings: &mut Findings) -> Option<()> {
    if rust_name::is_nameable(&name.value) {
        return Some(());
    }
    let message = format!("`{}` cannot be the name of {what}", name.value);
    findings.add(
        Diagnostic::new(Kind::BadName, &name.place, message)
            .help("a name begins with an ASCII letter and has letters, digits, `_`, `.` and `-`"),
    );
    None
}
