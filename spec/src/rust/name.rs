//! Names where Rust has a say.

/// What Rust reserves in any edition, but for those words that cannot be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// An identifier: `r#type` for a keyword, and `self_` for the few that cannot be raw. An identifier stays what it is.
#[must_use]
pub fn identifier(name: &str) -> String {
    match name {
        "self" | "Self" | "super" | "crate" | "_" | "" => format!("{name}_"),
        _ if KEYWORDS.contains(&name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// A setter's name: the field's, unless the request has a function of that name already.
#[must_use]
pub fn setter(field: &str) -> String {
    match field.trim_start_matches("r#") {
        "new" | "from_patch" | "select" | "with_change" => format!("{field}_"),
        _ => identifier(field),
    }
}
