//! Reads the tables of entities and objects, and the lines of their fields.

use toml::de::DeValue;

use super::table::{self, Entry, Findings, Table};
use super::{FLAGS, nameable, rust_name, type_expr};
use crate::diagnostic::Diagnostic;
use crate::file::{FieldDef, FieldType, Literal, RecordDef, TypeExpr};
use crate::grammar;
use crate::kind::Kind;
use crate::model::{Required, Update};
use crate::source::Placed;

/// Reads an `[entity.…]` or `[object.…]`.
pub(super) fn record(what: &str, entry: &Entry<'_>, findings: &mut Findings) -> Option<RecordDef> {
    nameable(what, &entry.key, findings)?;
    let mut table = Table::of(&grammar::RECORD, &entry.key, entry.value, findings)?;
    // Fields are tables; a text under `doc` is about the record itself.
    let doc = table.take_if("doc", |value| value.is_str()).and_then(|doc| findings.string("doc", doc.value));
    let fields = table.take_rest().iter().filter_map(|entry| field(entry, findings)).collect();
    Some(RecordDef { name: entry.key.clone(), doc, fields })
}

fn field(entry: &Entry<'_>, findings: &mut Findings) -> Option<FieldDef> {
    field_name(&entry.key, findings)?;
    let mut table = Table::of(&grammar::FIELD, &entry.key, entry.value, findings)?;
    let ty = field_type(&mut table, findings);
    let field = FieldDef {
        name: entry.key.clone(),
        ty,
        write: expr(&mut table, "write", findings),
        rust: rust_name(&mut table, findings),
        aliases: table.strings("aliases", findings),
        doc: table.string("doc", findings),
        required: required(&mut table, findings),
        read_only: table.boolean("read_only", findings),
        immutable: table.boolean("immutable", findings),
        optional: table.boolean("optional", findings),
        not_empty: table.boolean("not_empty", findings),
        max_chars: table.integer("max_chars", findings),
        pattern: table.string("pattern", findings),
        unique: table.boolean("unique", findings),
        ignored: table.boolean("ignored", findings),
        default: table.take("default").and_then(|entry| literal(&entry, findings)),
        update: table.string("update", findings).map(update),
        boolean: table.word("boolean", &FLAGS, findings),
        returned: table.take("returned").map(|entry| findings.strings("returned", entry.value)),
        select: table.boolean("select", findings),
        filter: table.boolean("filter", findings),
        order: table.boolean("order", findings),
        described: table.boolean("described", findings),
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

fn expr(table: &mut Table<'_>, key: &'static str, findings: &mut Findings) -> Option<TypeExpr> {
    let text = table.string(key, findings)?;
    type_expr::parse(&text, findings)
}

/// `true`, `false` or `"always"`.
fn required(table: &mut Table<'_>, findings: &mut Findings) -> Option<Placed<Required>> {
    let on_add = |flag: Placed<bool>| {
        let value = if flag.value { Required::OnAdd } else { Required::No };
        Placed::new(value, flag.place)
    };
    match table.holds_text("required") {
        true => always(table.string("required", findings)?, findings),
        false => table.boolean("required", findings).map(on_add),
    }
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
        value => match table::integer(value) {
            Some(value) => Literal::Integer(value),
            None => {
                let expected =
                    ("a boolean, a whole number or a string", "write one of these, or leave it out");
                findings.wrong_type(entry.value, "default", expected);
                return None;
            }
        },
    };
    Some(Placed::new(value, place))
}
