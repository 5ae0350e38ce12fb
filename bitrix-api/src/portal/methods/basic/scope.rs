//! `scope`: what a caller may do.

use crate::php::{Array, Value};
use crate::portal::authorisation::SCOPES;

/// What could be granted on a portal that has more methods than this one.
const ALL: [&str; 6] = ["biconnector", "crm", "department", "entity", "task", "user"];

/// The scopes that are granted; with `full`, those that there are.
pub(super) fn list(params: &Array) -> Value {
    match params.get("full") {
        Some(full) if full.is_truthy() => of(&ALL),
        _ => granted(),
    }
}

/// The scopes that every caller has.
pub(super) fn granted() -> Value {
    of(&SCOPES)
}

fn of(scopes: &[&str]) -> Value {
    scopes.iter().map(|scope| Value::from(*scope)).collect::<Array>().into()
}
