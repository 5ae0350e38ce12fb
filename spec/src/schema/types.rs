//! Type expressions: how they are written, and what their outside tells of what they hold.

use serde_json::{Value, json};

use crate::language::{BUILT_IN, DEEPEST};

/// A text.
pub(super) const TEXT: &str = r"^(?:string|secret)\??$";
/// A text or a list.
pub(super) const TEXT_OR_LIST: &str = r"^(?:string|secret)\??$|\[\]\??$";
/// A list.
pub(super) const LIST: &str = r"\[\]\??$";
/// A map.
pub(super) const MAP: &str = r">\??$";
/// A boolean.
pub(super) const BOOLEAN: &str = r"^boolean\??$";
/// A number.
pub(super) const NUMBER: &str = r"^(?:integer|decimal)\??$";
/// A text that can have a default: of an enum's name nobody can say here that it is none.
pub(super) const WORD: &str = r"^(?:string|[A-Z][A-Za-z0-9]*)\??$";
/// What identifies an entity.
pub(super) const IDENTIFIER: &str = r"^(?:integer|[A-Z][A-Za-z0-9]*\.[iI][dD])$";

/// A type expression in a field or a result: of an entity it can name `id` only.
pub(super) fn of_field() -> Value {
    json!({
        "description": "A type: a name, `Entity.id` or `map<T>`, with `?` (or null) and `[]` (a list) behind it.",
        "allOf": [expression(), { "pattern": r"^[^.]*(?:\.[iI][dD]\b[^.]*)?$" }],
    })
}

/// A parameter's type expression: the entity's fields as a whole, or any other but for a list or map that holds
/// nulls.
pub(super) fn of_parameter() -> Value {
    json!({
        "description": "A type, `Self.new` (a new entity) or `Self.patch` (the changes to one).",
        "allOf": [
            expression(),
            { "pattern": r"^(?:[A-Z][A-Za-z0-9]*\.(?:new|patch)|[^.]*(?:\.[iI][dD]\b[^.]*)?)$" },
        ],
        "not": { "pattern": r"\?(?:\[\]|>)" },
    })
}

/// What is an expression, and speaks of a type that there is or can be. Two patterns in `anyOf` keep the long one out
/// of messages.
fn expression() -> Value {
    let head = format!(r"^(?:map<)*(?:(?:{})\b|[A-Z])", BUILT_IN.join("|"));
    json!({ "anyOf": [{ "pattern": flat() }, { "pattern": map() }], "pattern": head })
}

const NAME: &str = r"[A-Za-z][A-Za-z0-9_]*(?:\.[A-Za-z][A-Za-z0-9_]*)?";

/// Lists and nulls: `?` does not stand twice.
fn suffixes() -> String {
    format!(r"\??(?:\[\]\??){{0,{DEEPEST}}}")
}

fn flat() -> String {
    format!("^{NAME}{}$", suffixes())
}

/// Maps as deep as the parser reads them.
fn map() -> String {
    let suffixes = suffixes();
    let inner = (1..DEEPEST)
        .fold(format!("{NAME}{suffixes}"), |inner, _| format!("(?:{NAME}|map<{inner}>){suffixes}"));
    format!("^map<{inner}>{suffixes}$")
}

#[cfg(test)]
mod tests {
    use regex_lite::Regex;

    use super::{flat, map};
    use crate::kind::Kind;
    use crate::parse::parse;
    use crate::schema::patterns::tests::texts;
    use crate::source::Source;

    fn is_expression(text: &str) -> bool {
        let spec = format!("spec = 1\n[object.Tag]\nname = {{ type = '{text}' }}\n");
        let (_, found) = parse(&Source::new("shop.toml", spec));
        assert!(found.iter().all(|it| !matches!(it.kind, Kind::Syntax | Kind::WrongType)), "{text}");
        found.is_empty()
    }

    #[test]
    fn the_patterns_take_what_the_parser_takes() {
        let patterns = [flat(), map()].map(|pattern| Regex::new(&pattern).expect("it is one"));
        let matches = |text: &str| patterns.iter().any(|pattern| pattern.is_match(text));
        for text in texts(&["map<", ">", "?", "[]", ".", "T", "_1", " "], 5) {
            assert_eq!(matches(&text), is_expression(&text), "{text}");
        }
        let deep = |maps: usize, lists: usize| {
            "map<".repeat(maps) + "T" + &"[]?".repeat(lists) + &">".repeat(maps) + "[]"
        };
        for (maps, lists) in [(16, 16), (17, 1), (1, 17), (16, 17)] {
            assert_eq!(matches(&deep(maps, lists)), is_expression(&deep(maps, lists)), "{maps}, {lists}");
        }
        assert!(is_expression(&deep(16, 16)) && !is_expression(&deep(17, 1)));
    }
}
