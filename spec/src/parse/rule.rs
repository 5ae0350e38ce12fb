//! Reads the rules that errors answer: `access`, `subject.rule`, `Object.field.rule`.

use crate::diagnostic::Diagnostic;
use crate::file::{RuleExpr, RuleWord};
use crate::kind::Kind;
use crate::language::Word;
use crate::model::FieldRule;
use crate::parse::value::Findings;
use crate::source::Placed;

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
        [subject, word] => FieldRule::of(word)
            .map(RuleWord::Field)
            .or_else(|| other_rule(word))
            .map(|rule| RuleExpr::Of { subject: subject.to_owned(), rule }),
        [object, field, word] => FieldRule::of(word).map(|rule| RuleExpr::OfField {
            object: object.to_owned(),
            field: field.to_owned(),
            rule,
        }),
        _ => None,
    };
    if rule.is_none() {
        let written = parts.last().copied().unwrap_or_default();
        let known = FieldRule::names().chain(OTHER_RULES.iter().map(|(word, _)| *word));
        findings.add(
            Diagnostic::new(Kind::UnknownRule, &text.place, format!("`{}` is no rule", text.value))
                .suggest(written, known),
        );
    }
    Some(Placed::new(rule?, text.place.clone()))
}

fn other_rule(word: &str) -> Option<RuleWord> {
    OTHER_RULES.iter().find(|(known, _)| *known == word).map(|(_, rule)| *rule)
}
