//! Reads the rules that errors answer: `access`, `subject.rule`, `Object.field.rule`.

use crate::diagnostic::Diagnostic;
use crate::file::{RuleExpr, RuleWord};
use crate::kind::Kind;
use crate::model::FieldRule;
use crate::parse::table::Findings;
use crate::source::Placed;

const FIELD_RULES: [(&str, FieldRule); 10] = [
    ("missing", FieldRule::Missing),
    ("read_only", FieldRule::ReadOnly),
    ("immutable", FieldRule::Immutable),
    ("type", FieldRule::Type),
    ("not_empty", FieldRule::NotEmpty),
    ("max_chars", FieldRule::MaxChars),
    ("enum", FieldRule::Enum),
    ("pattern", FieldRule::Pattern),
    ("unique", FieldRule::Unique),
    ("elsewhere", FieldRule::Elsewhere),
];

const OTHER_RULES: [(&str, RuleWord); 6] = [
    ("invalid", RuleWord::Invalid),
    ("empty", RuleWord::Empty),
    ("unknown", RuleWord::Unknown),
    ("logic", RuleWord::Logic),
    ("direction", RuleWord::Direction),
    ("storage", RuleWord::Storage),
];

/// Reads one `when`.
pub(super) fn parse(text: &Placed<String>, findings: &mut Findings) -> Option<Placed<RuleExpr>> {
    let parts: Vec<&str> = text.value.split('.').collect();
    let rule = match parts[..] {
        ["access"] => Some(RuleExpr::Access),
        [subject, word] => find(&FIELD_RULES, word)
            .map(RuleWord::Field)
            .or_else(|| find(&OTHER_RULES, word))
            .map(|rule| RuleExpr::Of { subject: subject.to_owned(), rule }),
        [object, field, word] => find(&FIELD_RULES, word).map(|rule| RuleExpr::OfField {
            object: object.to_owned(),
            field: field.to_owned(),
            rule,
        }),
        _ => None,
    };
    if rule.is_none() {
        let written = parts.last().copied().unwrap_or_default();
        let known =
            FIELD_RULES.iter().map(|(word, _)| *word).chain(OTHER_RULES.iter().map(|(word, _)| *word));
        findings.add(
            Diagnostic::new(Kind::UnknownRule, &text.place, format!("`{}` is no rule", text.value))
                .suggest(written, known),
        );
    }
    Some(Placed::new(rule?, text.place.clone()))
}

/// The last words of all rules: those of fields, and the others.
pub(crate) fn words() -> (Vec<&'static str>, Vec<&'static str>) {
    (FIELD_RULES.iter().map(|(word, _)| *word).collect(), OTHER_RULES.iter().map(|(word, _)| *word).collect())
}

fn find<T: Copy>(words: &[(&str, T)], word: &str) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, rule)| *rule)
}
