//! Reads a spec file into statements with places. Everything that is wrong is reported, and what is right is kept.

mod endpoint;
mod error;
mod example;
mod method;
mod record;
mod rule;
mod table;
mod type_expr;
mod value;

use std::sync::Arc;

use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::file::{EnumDef, SpecFile};
use crate::kind::Kind;
use crate::language::{Entity, Enum, Key, Keys, Object, RustName, Spec, Text, VERSION};
use crate::rust::{is_nameable, snake};
use crate::source::{Place, Placed, Source};
use table::{Entry, Table};
use value::Findings;

/// Reads one file.
pub(crate) fn parse(source: &Arc<Source>) -> (SpecFile, Vec<Diagnostic>) {
    let (document, syntax_errors) = DeTable::parse_recoverable(source.text());
    let mut findings = Findings { source: Arc::clone(source), found: Vec::new() };
    for error in syntax_errors {
        let place = Place::new(source, error.span().unwrap_or(0..0));
        findings.add(Diagnostic::new(Kind::Syntax, &place, error.message().trim()));
    }
    let start = Place::new(source, 0..0);
    let file = spec_file(Table::new(start, document.get_ref(), &findings), &mut findings);
    (file, findings.found)
}

fn spec_file(mut table: Table<'_, Spec>, findings: &mut Findings) -> SpecFile {
    version(&mut table, findings);
    let file = SpecFile {
        source: Arc::clone(&findings.source),
        states_family: table.has(Spec::FAMILY),
        family: table
            .get(Spec::FAMILY, findings)
            .filter(|name| nameable("a family", name, findings).is_some()),
        extends: table.get(Spec::EXTENDS, findings),
        scope: table.get(Spec::SCOPE, findings),
        context: table.get(Spec::CONTEXT, findings),
        page: table.get(Spec::PAGE, findings),
        doc: table.get(Spec::DOC, findings),
        deprecated: table.get(Spec::DEPRECATED, findings),
        since: table.get(Spec::SINCE, findings),
        errors_at: table.get(Spec::ERRORS_AT, findings),
        booleans: table.get(Spec::BOOLEANS, findings),
        uses: table.get(Spec::USES, findings).unwrap_or_default(),
        entities: named(&mut table, Spec::ENTITIES, findings, |entry, findings| {
            record::record(Entity::DOC, entry, findings)
        }),
        objects: named(&mut table, Spec::OBJECTS, findings, |entry, findings| {
            record::record(Object::DOC, entry, findings)
        }),
        enums: named(&mut table, Spec::ENUMS, findings, enumeration),
        methods: named(&mut table, Spec::METHODS, findings, method::method),
        endpoints: named(&mut table, Spec::ENDPOINTS, findings, endpoint::endpoint),
        errors: named(&mut table, Spec::ERRORS, findings, error::error),
    };
    table.finish(findings);
    file
}

fn version(table: &mut Table<'_, Spec>, findings: &mut Findings) {
    match table.get(Spec::VERSION, findings) {
        Some(version) if version.value == i64::from(VERSION) => {}
        Some(version) => {
            let message = format!("this is written in version {} of the spec language", version.value);
            let help = format!("this release reads version {VERSION}");
            findings.add(Diagnostic::new(Kind::UnknownVersion, &version.place, message).help(help));
        }
        None if !findings.found.iter().any(|it| matches!(it.kind, Kind::Syntax | Kind::WrongType)) => {
            let message = "the file does not say which version of the spec language it is written in";
            let help = format!("begin it with `spec = {VERSION}`");
            findings.add(Diagnostic::new(Kind::MissingVersion, &table.place().clone(), message).help(help));
        }
        None => {}
    }
}

/// The entries of a table of named things, each read by `read`.
fn named<V, T>(
    table: &mut Table<'_, Spec>,
    key: Key<Spec, V>,
    findings: &mut Findings,
    read: impl Fn(&Entry<'_>, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let entries = table.take(key).and_then(|entry| entry.entries(findings)).unwrap_or_default();
    entries.iter().filter_map(|entry| read(entry, findings)).collect()
}

fn enumeration(entry: &Entry<'_>, findings: &mut Findings) -> Option<EnumDef> {
    nameable("an enum", &entry.key, findings)?;
    let mut table = Table::of(entry, findings)?;
    let doc = table.get(Enum::DOC, findings);
    let words = table.take(Enum::WORDS);
    if words.is_none() {
        let message = format!("the enum `{}` has no words", entry.key.value);
        findings.add(
            Diagnostic::new(Kind::MissingWords, &entry.key.place, message)
                .help("add `words = [\"A\", \"B\"]`"),
        );
    }
    table.finish(findings);
    let words = words?;
    Some(EnumDef {
        name: entry.key.clone(),
        doc,
        place: findings.place(words.value),
        words: findings.strings(&words.key.value, words.value),
    })
}

/// A field's or parameter's name in Rust, where the spec gives one.
fn rust_name<K: Keys>(
    table: &mut Table<'_, K>,
    key: Key<K, Text<RustName>>,
    findings: &mut Findings,
) -> Option<Placed<String>> {
    let name = table.get(key, findings)?;
    if is_nameable(&name.value) && snake(&name.value) == name.value {
        return Some(name);
    }
    let message = format!("`{}` is no name of a field in Rust", name.value);
    findings.add(
        Diagnostic::new(Kind::BadName, &name.place, message)
            .help("write small letters, digits and `_`, a letter first: `sort_by`"),
    );
    None
}

fn nameable(what: &str, name: &Placed<String>, findings: &mut Findings) -> Option<()> {
    if is_nameable(&name.value) {
        return Some(());
    }
    let message = format!("`{}` cannot be the name of {what}", name.value);
    findings.add(
        Diagnostic::new(Kind::BadName, &name.place, message)
            .help("a name begins with an ASCII letter and has letters, digits, `_`, `.` and `-`"),
    );
    None
}
