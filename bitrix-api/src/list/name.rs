//! What can be the name of a field.

use crate::check::{Breach, Violations};

/// Reports an entry whose field has a name that no server would take for one: lists would come as if nothing had been
/// said of it.
pub(super) fn check(entry: &str, name: &str, found: &mut Violations) {
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        found.breach_of(entry, Breach::NoMatch { pattern: "^[A-Za-z0-9_]+$" });
    }
}
