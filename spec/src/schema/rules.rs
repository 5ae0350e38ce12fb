//! The rules of errors: what can be wrong with what.

use serde_json::{Value, json};

use crate::language::Word;
use crate::model::{FieldRule, ListPart, ListRule, ParamRule};

/// A rule. That there is such a parameter, object or field, only the whole family shows.
pub(super) fn rule() -> Value {
    let of_fields = one_of::<FieldRule>();
    let (of_params, of_lists, parts) = (one_of::<ParamRule>(), one_of::<ListRule>(), one_of::<ListPart>());
    json!({
        "description": "A rule whose breach the error answers.",
        "type": "string",
        "anyOf": [
            { "const": "access" },
            { "pattern": format!(r"^[A-Za-z_-][A-Za-z0-9_-]*\.(?:{of_params})$") },
            { "pattern": format!(r"^field\.(?:{of_fields})$") },
            { "pattern": format!(r"^[A-Z][A-Za-z0-9]*\.[A-Za-z0-9_-]+\*?\.(?:{of_fields})$") },
            { "pattern": format!(r"^(?:{parts})\.(?:{of_lists})$") },
        ],
    })
}

fn one_of<W: Word>() -> String {
    W::names().collect::<Vec<_>>().join("|")
}
