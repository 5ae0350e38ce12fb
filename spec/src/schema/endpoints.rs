//! The tables of endpoints: what must be there, and which parameters go with which answer.

use serde_json::{Value, json};

use super::{Schema, patterns, table, tables, with};
use crate::language::values::{Named, OneOf};
use crate::language::{Endpoint, EndpointParam, Word as _};
use crate::model::Asked;

/// An endpoint. Only rows have columns, a filter and the like; only lists can be empty.
pub(super) fn endpoint() -> Value {
    let about_rows = Asked::WORDS.iter().filter(|(_, asked)| *asked != Asked::Text).map(|(word, _)| *word);
    let about_rows = json!({ "enum": about_rows.collect::<Vec<_>>() });
    let in_table = json!({ "type": "object", "required": ["type"], "properties": { "type": about_rows } });
    let rules = json!({
        "required": ["field", "answer"],
        "if": { "not": { "properties": { "answer": { "const": "rows" } }, "required": ["answer"] } },
        "then": {
            "properties": {
                "params": { "additionalProperties": { "not": { "anyOf": [about_rows, in_table] } } },
            },
        },
        "dependencies": {
            "not_empty": { "properties": { "answer": { "pattern": patterns::OBJECTS } } },
        },
    });
    with(table::<Endpoint>(), rules)
}

/// A parameter: what it holds, or a table that says more.
pub(super) fn parameter() -> Value {
    let rules = json!({
        "type": ["string", "object"],
        "if": { "type": "string" },
        "then": <OneOf<Asked>>::schema(),
        "required": ["type"],
    });
    with(table::<EndpointParam>(), rules)
}

impl Schema for Named<Endpoint> {
    fn schema() -> Value {
        tables::named("endpoint", json!({ "pattern": patterns::NAME }))
    }
}
