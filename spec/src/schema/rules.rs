//! The rules of errors: what can be wrong with what.

use serde_json::{Value, json};

use crate::language::Word;
use crate::model::FieldRule;

/// A rule. That there is such a parameter, object or field, only the whole family shows.
pub(super) fn rule() -> Value {
    let of_fields = FieldRule::names().collect::<Vec<_>>().join("|");
    json!({
        "description": "A rule whose breach the error answers.",
        "type": "string",
        "anyOf": [
            { "const": "access" },
            { "pattern": r"^[A-Za-z_-][A-Za-z0-9_-]*\.(?:missing|invalid|empty|unknown)$" },
            { "pattern": format!(r"^field\.(?:{of_fields})$") },
            { "pattern": format!(r"^[A-Z][A-Za-z0-9]*\.[A-Za-z0-9_-]+\*?\.(?:{of_fields})$") },
            { "pattern": r"^(?:select|filter|order)\.(?:type|unknown|logic|direction|storage)$" },
        ],
    })
}
