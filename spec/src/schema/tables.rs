//! The tables other than those of entities and objects: what must be there, and what excludes each other.

use serde_json::{Value, json};

use super::{Schema, defined, patterns, table, with};
use crate::language::values::{Named, Tables};
use crate::language::{Entity, Enum, Error, Example, List, Method, Nested, Object, Param, Spec};

/// The whole file.
pub(super) fn spec() -> Value {
    with(table::<Spec>(), json!({ "required": ["spec"] }))
}

/// A list of words.
pub(super) fn enumeration() -> Value {
    with(table::<Enum>(), json!({ "required": ["words"] }))
}

/// A method. What must be there may be in the file that this one extends.
pub(super) fn method() -> Value {
    table::<Method>()
}

/// A parameter: a type expression, or a table that says more.
pub(super) fn parameter() -> Value {
    let rules = json!({
        "type": ["string", "object"],
        "if": { "type": "string" },
        "then": defined("parameter_type"),
        "required": ["type"],
    });
    with(table::<Param>(), rules)
}

/// An error.
pub(super) fn error() -> Value {
    let rules = json!({
        "required": ["message"],
        "dependencies": {
            "methods": ["when"],
            "at": {
                "if": { "properties": { "at": { "const": "result" } } },
                "then": { "properties": { "http": { "maximum": 200 } } },
            },
        },
    });
    with(table::<Error>(), rules)
}

impl Schema for List {
    fn schema() -> Value {
        let rules = json!({
            "required": ["size"],
            "oneOf": [{ "required": ["page"] }, { "required": ["start"] }],
        });
        with(table::<Self>(), rules)
    }
}

impl Schema for Nested {
    fn schema() -> Value {
        with(table::<Self>(), json!({ "required": ["in"] }))
    }
}

impl Schema for Tables<Example> {
    fn schema() -> Value {
        json!({ "type": "array", "items": with(table::<Example>(), json!({ "minProperties": 1 })) })
    }
}

/// A family has one entity.
impl Schema for Named<Entity> {
    fn schema() -> Value {
        with(named("entity", record_name()), json!({ "maxProperties": 1 }))
    }
}

impl Schema for Named<Object> {
    fn schema() -> Value {
        named("object", record_name())
    }
}

impl Schema for Named<Enum> {
    fn schema() -> Value {
        named("enum", json!({ "pattern": patterns::TYPE_NAME, "not": { "const": "Self" } }))
    }
}

impl Schema for Named<Method> {
    fn schema() -> Value {
        named("method", json!({ "pattern": patterns::NAME }))
    }
}

impl Schema for Named<Error> {
    fn schema() -> Value {
        named("error", json!({ "pattern": patterns::NAME, "not": { "pattern": patterns::OTHER } }))
    }
}

/// The generated code has a type `State` beside those of entities and objects.
fn record_name() -> Value {
    json!({ "pattern": patterns::TYPE_NAME, "not": { "enum": ["Self", "State"] } })
}

/// Tables that are defined, by names of this kind.
pub(super) fn named(definition: &str, name: Value) -> Value {
    json!({ "type": "object", "propertyNames": name, "additionalProperties": defined(definition) })
}
