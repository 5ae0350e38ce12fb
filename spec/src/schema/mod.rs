//! The language as a JSON Schema, for editors: they complete keys, show what they say, and underline what is wrong with
//! a table as far as the table itself shows it.
//!
//! It is of draft 7, which all editors of TOML read. They look for keys and descriptions in `properties` and behind
//! `$ref`, and a `$ref` or `allOf` hides what stands beside it; so what only forbids stands in `if` and `dependencies`.

mod endpoints;
mod fields;
mod patterns;
mod records;
mod rules;
mod tables;
mod types;
mod values;

use serde_json::{Map, Value, json};

use crate::language::{Keys, Line};

/// What can be said of a value by itself.
pub(crate) trait Schema {
    /// The schema of it.
    fn schema() -> Value;
}

/// The schema, as it stands in `schema.json`.
#[must_use]
pub fn json() -> String {
    let head = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "$comment": "Printed by `cargo run -p bitrix-spec -- schema`.",
        "title": "A spec of Bitrix24 REST methods",
        "definitions": {
            "entity": records::entity(),
            "entity_field": fields::of_entity(),
            "object": records::object(),
            "object_field": fields::of_object(),
            "enum": tables::enumeration(),
            "method": tables::method(),
            "parameter": tables::parameter(),
            "endpoint": endpoints::endpoint(),
            "endpoint_parameter": endpoints::parameter(),
            "error": tables::error(),
            "rule": rules::rule(),
            "type": types::of_field(),
            "parameter_type": types::of_parameter(),
        },
    });
    format!("{:#}\n", with(tables::spec(), head))
}

/// A table with its keys, and no others.
fn table<K: Keys>() -> Value {
    table_of::<K>(|_| true)
}

/// A table with some of its keys.
fn table_of<K: Keys>(has: impl Fn(&Line) -> bool) -> Value {
    let keys = K::KEYS.iter().filter(|line| has(line));
    let properties: Map<_, _> = keys.map(|line| (line.name.to_owned(), property(line))).collect();
    json!({
        "description": K::DOC.trim_start(),
        "type": "object",
        "properties": properties,
        "additionalProperties": false,
    })
}

fn property(line: &Line) -> Value {
    with((line.schema)(), json!({ "description": line.doc.trim_start() }))
}

/// The schema with further statements, which take the place of those that it has.
fn with(mut schema: Value, more: Value) -> Value {
    if let (Value::Object(schema), Value::Object(more)) = (&mut schema, more) {
        schema.extend(more);
    }
    schema
}

/// A reference to a definition.
fn defined(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}
