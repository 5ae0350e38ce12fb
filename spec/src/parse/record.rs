//! Reads the tables of entities and objects, and the lines of their fields.

use toml::de::DeValue;

use super::table::{Entry, Table};
use super::value::{Findings, Read};
use super::{nameable, rust_name, type_expr};
use crate::diagnostic::Diagnostic;
use crate::file::{FieldDef, FieldType, Literal, RecordDef};
use crate::kind::Kind;
use crate::language::{Boolean, Field, Key, Keys, Text};
use crate::model::{Required, Update};
use crate::source::Placed;

/// Reads an `[entity.…]` or `[object.…]`.
pub(super) fn record<K: Keys>(
    doc: Key<K, Text>,
    entry: &Entry<'_>,
    findings: &mut Findings,
) -> Option<RecordDef> {
    nameable(K::WHAT, &entry.key, findings)?;
    // Fields are tables; a text under `doc` is about the record itself.
    let is_doc = |entry: &Entry<'_>| entry.key.value == doc.name && entry.value.get_ref().is_str();
    let (docs, fields): (Vec<_>, Vec<_>) = entry.entries(findings)?.into_iter().partition(is_doc);
    let doc = docs.first().and_then(|doc| doc.text(findings));
    let fields = fields.iter().filter_map(|entry| field(entry, findings)).collect();
    Some(RecordDef { name: entry.key.clone(), doc, fields })
}

fn field(entry: &Entry<'_>, findings: &mut Findings) -> Option<FieldDef> {
    field_name(&entry.key, findings)?;
    let mut table = Table::of(entry, findings)?;
    let ty = field_type(&mut table, findings);
    let field = FieldDef {
        name: entry.key.clone(),
        ty,
        write: table.get(Field::WRITE, findings).and_then(|text| type_expr::parse(&text, findings)),
        rust: rust_name(&mut table, Field::RUST, findings),
        aliases: table.get(Field::ALIASES, findings).unwrap_or_default(),
        doc: table.get(Field::DOC, findings),
        required: table.take(Field::REQUIRED).and_then(|entry| required(&entry, findings)),
        read_only: table.get(Field::READ_ONLY, findings),
        immutable: table.get(Field::IMMUTABLE, findings),
        optional: table.get(Field::OPTIONAL, findings),
        not_empty: table.get(Field::NOT_EMPTY, findings),
        max_chars: table.get(Field::MAX_CHARS, findings),
        pattern: table.get(Field::PATTERN, findings),
        unique: table.get(Field::UNIQUE, findings),
        ignored: table.get(Field::IGNORED, findings),
        default: table.take(Field::DEFAULT).and_then(|entry| literal(&entry, findings)),
        update: table.get(Field::UPDATE, findings).map(update),
        boolean: table.get(Field::BOOLEAN, findings),
        returned: table.get(Field::RETURNED, findings),
        select: table.get(Field::SELECT, findings),
        filter: table.get(Field::FILTER, findings),
        order: table.get(Field::ORDER, findings),
        described: table.get(Field::DESCRIBED, findings),
        since: table.get(Field::SINCE, findings),
    };
    table.finish(findings);
    Some(field)
}

fn field_type(table: &mut Table<'_, Field>, findings: &mut Findings) -> Option<FieldType> {
    let has_type = table.has(Field::TYPE);
    let ty = table.get(Field::TYPE, findings);
    let words = table.take(Field::ENUM);
    match (ty, words) {
        (None, _) if has_type => None,
        (Some(ty), None) => type_expr::parse(&ty, findings).map(FieldType::Expr),
        (None, Some(words)) => {
            let place = findings.place(words.value);
            let words = findings.strings(&words.key.value, words.value);
            Some(FieldType::Enum(place, words))
        }
        (Some(ty), Some(_)) => {
            let message = "a field has either a `type` or an `enum`";
            findings.add(
                Diagnostic::new(Kind::TypeAndEnum, &ty.place, message)
                    .help("leave `type` out: an enum is of strings"),
            );
            None
        }
        (None, None) => {
            let place = table.place().clone();
            findings.add(
                Diagnostic::new(Kind::FieldWithoutType, &place, "this field does not say what it holds")
                    .help("add `type = \"string\"` or another type, or `enum = [\"A\", \"B\"]`"),
            );
            None
        }
    }
}

/// A field's name, or the beginning of the names of many: `UF_*`.
fn field_name(name: &Placed<String>, findings: &mut Findings) -> Option<()> {
    match name.value.strip_suffix('*') {
        Some(prefix) => {
            let prefix = Placed::new(prefix.to_owned(), name.place.clone());
            nameable("fields", &prefix, findings)
        }
        None => nameable("a field", name, findings),
    }
}

/// `true`, `false` or `"always"`.
fn required(entry: &Entry<'_>, findings: &mut Findings) -> Option<Placed<Required>> {
    if entry.value.get_ref().is_str() {
        return always(entry.text(findings)?, findings);
    }
    let flag = Boolean::read(&entry.key.value, entry.value, findings)?;
    Some(Placed::new(if flag.value { Required::OnAdd } else { Required::No }, flag.place))
}

/// The one text that `required` takes beside true and false.
fn always(word: Placed<String>, findings: &mut Findings) -> Option<Placed<Required>> {
    if word.value == "always" {
        return Some(Placed::new(Required::Always, word.place));
    }
    let message = format!("`required` cannot be `{}`", word.value);
    findings.add(
        Diagnostic::new(Kind::UnknownWord, &word.place, message)
            .help("write `true` (on add), `\"always\"` (on updates too) or `false`"),
    );
    None
}

/// How an update takes the field; any other word is the name of the method that changes it.
fn update(word: Placed<String>) -> Placed<Update> {
    let update = match word.value.as_str() {
        "replace" => Update::Replace,
        "merge" => Update::Merge,
        _ => Update::By(word.value),
    };
    Placed::new(update, word.place)
}

fn literal(entry: &Entry<'_>, findings: &mut Findings) -> Option<Placed<Literal>> {
    let place = findings.place(entry.value);
    let value = match entry.value.get_ref() {
        DeValue::Boolean(value) => Literal::Boolean(*value),
        DeValue::String(value) => Literal::String(value.to_string()),
        _ => {
            let expected = ("a boolean, a whole number or a string", "write one of these, or leave it out");
            Literal::Integer(findings.integer(&entry.key.value, entry.value, expected)?.value)
        }
    };
    Some(Placed::new(value, place))
}
