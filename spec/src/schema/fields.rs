//! The lines of fields: what they cannot say together, and limits that their types do not have.

use serde_json::{Value, json};

use super::types::{BOOLEAN, LIST, MAP, NUMBER, TEXT, TEXT_OR_LIST, WORD};
use super::{table_of, with};
use crate::language::Field;

/// What only an entity's fields say.
const OF_ENTITIES: [&str; 11] = [
    Field::WRITE.name,
    Field::REQUIRED.name,
    Field::READ_ONLY.name,
    Field::IMMUTABLE.name,
    Field::IGNORED.name,
    Field::DEFAULT.name,
    Field::UPDATE.name,
    Field::SELECT.name,
    Field::FILTER.name,
    Field::ORDER.name,
    Field::DESCRIBED.name,
];

/// What only an object's fields say.
const OF_OBJECTS: [&str; 2] = [Field::OPTIONAL.name, Field::UNIQUE.name];

/// A field of an entity.
pub(super) fn of_entity() -> Value {
    let rules = json!({
        "update": { "allOf": [
            where_it_is("update", "replace", written(LIST)),
            where_it_is("update", "merge", written(MAP)),
        ] },
        "described": where_it_is("described", false, json!({
            "required": ["read_only"],
            "properties": { "read_only": { "const": true } },
        })),
        "read_only": where_it_is("read_only", true, json!({ "properties": {
            "required": { "const": false },
            "immutable": { "const": false },
            "ignored": { "const": false },
            "not_empty": { "const": false },
            "default": false,
            "update": false,
            "max_chars": false,
            "pattern": false,
            "write": false,
        } })),
        "required": {
            "if": { "properties": { "required": { "const": false } } },
            "else": { "properties": { "default": false, "ignored": { "const": false } } },
        },
        "immutable": where_it_is("immutable", true, json!({ "properties": {
            "update": false,
            "required": { "not": { "const": "always" } },
        } })),
        "default": default(),
    });
    field(&OF_OBJECTS, rules)
}

/// A field of an object.
pub(super) fn of_object() -> Value {
    field(&OF_ENTITIES, json!({}))
}

/// A field without some of the keys, and what their values ask of each other.
fn field(without: &[&str], rules: Value) -> Value {
    let of_all = json!({
        "max_chars": written(TEXT),
        "pattern": written(TEXT),
        "not_empty": where_it_is("not_empty", true, written(TEXT_OR_LIST)),
        "boolean": { "anyOf": [of_type("type", BOOLEAN), of_type("write", BOOLEAN)] },
    });
    let field = table_of::<Field>(|line| !without.contains(&line.name));
    let rules = json!({
        "oneOf": [{ "required": ["type"] }, { "required": ["enum"] }],
        "dependencies": with(of_all, rules),
    });
    with(field, rules)
}

/// A default has the type of what is written, and is not empty where that must not be.
fn default() -> Value {
    let not_empty = json!({ "properties": { "not_empty": { "const": true } }, "required": ["not_empty"] });
    json!({ "allOf": [
        { "if": not_empty, "then": { "properties": { "default": { "minLength": 1 } } } },
        { "if": { "required": ["write"] }, "then": default_of("write"), "else": default_of("type") },
    ] })
}

fn default_of(key: &str) -> Value {
    let fits = |pattern: &str, default: &str| json!({ "required": [key], "properties": { key: { "pattern": pattern }, "default": { "type": default } } });
    json!({ "anyOf": [
        fits(BOOLEAN, "boolean"),
        fits(NUMBER, "integer"),
        fits(WORD, "string"),
        { "required": ["enum"], "properties": { "default": { "type": "string" } } },
    ] })
}

/// What holds where the key has this value.
fn where_it_is(key: &str, value: impl Into<Value>, then: Value) -> Value {
    json!({ "if": { "properties": { key: { "const": value.into() } } }, "then": then })
}

/// The type of what is written is like this; an enum is not.
fn written(pattern: &str) -> Value {
    let like_this = |key| of_type(key, pattern);
    json!({ "if": { "required": ["write"] }, "then": like_this("write"), "else": like_this("type") })
}

fn of_type(key: &str, pattern: &str) -> Value {
    json!({ "required": [key], "properties": { key: { "pattern": pattern } } })
}
