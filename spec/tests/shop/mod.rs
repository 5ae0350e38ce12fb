//! A spec that is right, into which tests put mistakes.

#[allow(dead_code, reason = "not all that use the spec go through the kinds")]
pub(crate) mod cases;

use bitrix_spec::{Checked, Source, catalog, check};

pub(crate) const RIGHT: &str = r#"spec   = 1
family = "shop.item"
scope  = "shop"

[entity.Item]
id    = { type = "integer", read_only = true }
title = { type = "string", required = true, max_chars = 20 }
tags  = { type = "Tag[]", update = "replace" }

[object.Tag]
name = { type = "string" }
kind = { enum = ["A", "B"] }

[method.update]
kind   = "write"
params = { id = "Self.id", fields = "Self.patch" }
result = "true"

[error]
NOT_FOUND = { when = "id.invalid", message = "No #ID#." }
"#;

/// The right spec with one part replaced.
pub(crate) fn with(right: &str, wrong: &str) -> String {
    assert!(RIGHT.contains(right), "the case replaces something that is not there: {right}");
    RIGHT.replacen(right, wrong, 1)
}

/// What the checker makes of it. `circle` is the file itself.
#[allow(dead_code, reason = "the command line is tried without it")]
pub(crate) fn checked(text: &str) -> Checked {
    check(&Source::new("shop.item.toml", text), &|name| match name {
        "circle" => Some(Source::new("shop.item.toml", text)),
        _ => catalog::source(name),
    })
}
