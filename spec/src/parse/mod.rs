//! Reads a spec file into statements with places. Everything that is wrong is reported, and what is right is kept.

mod error;
mod example;
mod method;
mod record;
mod rule;
mod table;
mod type_expr;

use std::sync::Arc;

use toml::de::DeTable;

use crate::diagnostic::Diagnostic;
use crate::file::{EnumDef, SpecFile};
use crate::grammar;
use crate::kind::Kind;
use crate::model::{Context, ErrorPlace, Flag};
use crate::rust_name::{is_nameable, snake};
use crate::source::{Place, Placed, Source};
use table::{Entry, Findings, Table};

/// The version that this crate reads.
const VERSION: i64 = grammar::VERSION;

// What the words of the grammar mean, in its order.
const CONTEXTS: [Context; 2] = [Context::Any, Context::Application];
const ERROR_PLACES: [ErrorPlace; 2] = [ErrorPlace::Result, ErrorPlace::Top];
const FLAGS: [Flag; 3] = [Flag::Json, Flag::YesNo, Flag::Digit];

pub(crate) use rule::words as rule_words;

/// Reads one file.
pub(crate) fn parse(source: &Arc<Source>) -> (SpecFile, Vec<Diagnostic>) {
    let (document, syntax_errors) = DeTable::parse_recoverable(source.text());
    let mut findings = Findings { source: Arc::clone(source), found: Vec::new() };
    for error in syntax_errors {
        let place = Place::new(source, error.span().unwrap_or(0..0));
        findings.add(Diagnostic::new(Kind::Syntax, &place, error.message().trim()));
    }
    let start = Place::new(source, 0..0);
    let file = spec_file(Table::new(&grammar::SPEC, start, document.get_ref(), &findings), &mut findings);
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
        deprecated: table.string("deprecated", findings),
        since: table.string("since", findings),
        errors_at: table.word("errors_at", &ERROR_PLACES, findings),
        booleans: table.word("booleans", &FLAGS, findings),
        uses: table.strings("uses", findings),
        entities: named(&mut table, "entity", findings, |entry, findings| {
            record::record("an entity", &entry, findings)
        }),
        objects: named(&mut table, "object", findings, |entry, findings| {
            record::record("an object", &entry, findings)
        }),
        enums: named(&mut table, "enum", findings, |entry, findings| enumeration(&entry, findings)),
        methods: named(&mut table, "method", findings, |entry, findings| method::method(&entry, findings)),
        errors: named(&mut table, "error", findings, |entry, findings| error::error(&entry, findings)),
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
fn named<'t, T>(
    table: &mut Table<'t>,
    key: &'static str,
    findings: &mut Findings,
    read: impl Fn(Entry<'t>, &mut Findings) -> Option<T>,
) -> Vec<T> {
    let Some(entry) = table.take(key) else { return Vec::new() };
    let Some(mut named) = Table::of(&grammar::NAMES, &entry.key, entry.value, findings) else {
        return Vec::new();
    };
    named.take_rest().into_iter().filter_map(|entry| read(entry, findings)).collect()
}

fn enumeration(entry: &Entry<'_>, findings: &mut Findings) -> Option<EnumDef> {
    nameable("an enum", &entry.key, findings)?;
    let mut table = Table::of(&grammar::ENUM, &entry.key, entry.value, findings)?;
    let doc = table.string("doc", findings);
    let words = table.take("words");
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
        words: findings.strings("words", words.value),
    })
}

/// A field's or parameter's name in Rust, where the spec gives one.
fn rust_name(table: &mut Table<'_>, findings: &mut Findings) -> Option<Placed<String>> {
    let name = table.string("rust", findings)?;
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
