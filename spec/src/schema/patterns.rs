//! Names and templates as regular expressions, of the kind that every engine reads: nothing is looked ahead for.

/// What Rust can make a name of.
pub(super) const NAME: &str = r"^[_.-]*[A-Za-z][A-Za-z0-9_.-]*$";
/// A name as Rust writes fields.
pub(super) const RUST_NAME: &str = r"^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$";
/// A field's name, or the beginning of the names of many.
pub(super) const FIELD_NAME: &str = r"^[_.-]*[A-Za-z][A-Za-z0-9_.-]*\*?$";
/// A type's name, in upper camel case.
pub(super) const TYPE_NAME: &str = r"^(?:[A-Z]|(?:[A-Z]?[A-Z][a-z][a-z0-9]*|[A-Z][0-9][a-z0-9]*)+[A-Z]?)$";
/// What becomes the variant `Other`.
pub(super) const OTHER: &str = r"^[_.-]*(?:OTHER|Other|other)[_.-]*$";
/// What becomes the variant `Unknown`.
pub(super) const UNKNOWN: &str = r"^[_.-]*(?:UNKNOWN|Unknown|unknown)[_.-]*$";
/// What an endpoint can answer.
pub(super) const ENDPOINT_ANSWER: &str = r"^(?:any|rows|[A-Z][A-Za-z0-9]*\[\])$";
/// A list of objects.
pub(super) const OBJECTS: &str = r"\[\]$";
/// A message in which each `#` is part of a placeholder, or one of two side by side.
pub(super) const TEMPLATE: &str = r"^[^#]*(?:#(?:[A-Z][A-Z0-9_]*)?#[^#]*)*$";

#[cfg(test)]
pub(super) mod tests {
    use regex_lite::Regex;

    use super::{FIELD_NAME, NAME, OTHER, RUST_NAME, TEMPLATE, TYPE_NAME, UNKNOWN};
    use crate::message::Message;
    use crate::rust::{is_nameable, snake, upper_camel};

    /// All texts of up to `most` of the pieces.
    pub(in crate::schema) fn texts(pieces: &[&str], most: usize) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut from = 0;
        for _ in 0..most {
            let to = all.len();
            for at in from..to {
                all.extend(pieces.iter().map(|piece| all[at].clone() + piece).collect::<Vec<_>>());
            }
            from = to;
        }
        all
    }

    fn agree(pattern: &str, pieces: &[&str], most: usize, rule: impl Fn(&str) -> bool) {
        let pattern = Regex::new(pattern).expect("it is one");
        for text in texts(pieces, most) {
            assert_eq!(pattern.is_match(&text), rule(&text), "{text:?}");
        }
    }

    #[test]
    fn the_patterns_take_what_the_checks_take() {
        let name = ["a", "A", "1", "_", ".", "-", "*", " ", "ß"];
        agree(NAME, &name, 4, is_nameable);
        agree(FIELD_NAME, &name, 4, |text| is_nameable(text.strip_suffix('*').unwrap_or(text)));
        agree(RUST_NAME, &["a", "A", "1", "_", "-"], 6, |text| is_nameable(text) && snake(text) == text);
        agree(TYPE_NAME, &["a", "A", "1", "_"], 7, |text| is_nameable(text) && upper_camel(text) == text);
        agree(TEMPLATE, &["#", "A", "1", "_", "a", "\n"], 6, |text| Message::parse(text).is_some());
        let other = ["O", "o", "T", "t", "H", "h", "E", "e", "R", "r"];
        agree(OTHER, &other, 5, |text| upper_camel(text) == "Other");
        agree(OTHER, &["_", ".", "OT", "HER", "other", "Other"], 4, |text| upper_camel(text) == "Other");
        agree(UNKNOWN, &["-", "UN", "KNOWN", "un", "known", "Un", "Known"], 4, |text| {
            upper_camel(text) == "Unknown"
        });
    }
}
