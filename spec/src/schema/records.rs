//! The tables of entities and objects: their names are those of fields, but for `doc`.

use serde_json::{Value, json};

use super::types::IDENTIFIER;
use super::{defined, patterns, table, with};
use crate::language::{Entity, Keys, Object};

/// An entity. Its `id` is an integer or has an identifier's type, and nobody can be asked for fields of which only the
/// beginning is known.
pub(super) fn entity() -> Value {
    let field = defined("entity_field");
    let id = json!({
        "additionalProperties": true,
        "required": ["type"],
        "properties": { "type": { "pattern": IDENTIFIER } },
    });
    let prefix = json!({ "additionalProperties": true, "properties": { "required": { "const": false } } });
    let rules = json!({
        "patternProperties": {
            "^[iI][dD]$": { "allOf": [field, id] },
            "\\*$": { "allOf": [field, prefix] },
        },
    });
    with(record::<Entity>(field), rules)
}

/// An object.
pub(super) fn object() -> Value {
    record::<Object>(defined("object_field"))
}

/// A record of such fields, at least one. A table under `doc` is a field, too.
fn record<K: Keys>(field: Value) -> Value {
    let mut record = table::<K>();
    let doc = json!({ "type": ["string", "object"], "if": { "type": "object" }, "then": field });
    record["properties"]["doc"] = with(record["properties"]["doc"].take(), doc);
    let rules = json!({
        "propertyNames": { "pattern": patterns::FIELD_NAME },
        "additionalProperties": field,
        "minProperties": 1,
        "dependencies": {
            "doc": {
                "if": { "properties": { "doc": { "type": "string" } } },
                "then": { "minProperties": 2 },
            },
        },
    });
    with(record, rules)
}
