//! Reads the rules that errors answer: `access`, `subject.rule`, `Object.field.rule`.

use crate::diagnostic::Diagnostic;
use crate::file::RuleExpr;
use crate::kind::Kind;
use crate::language::Word;
use crate::model::{FieldRule, ListRule, ParamRule};
use crate::parse::value::Findings;
use crate::source::Placed;

/// Reads one `when`.
pub(super) fn parse(text: &Placed<String>, findings: &mut Findings) -> Option<Placed<RuleExpr>> {
    let parts: Vec<&str> = text.value.split('.').collect();
    let rule = match parts[..] {
        ["access"] => Some(RuleExpr::Access),
        [subject, word] if of_subjects().any(|known| known == word) => {
            Some(RuleExpr::Of { subject: subject.to_owned(), word: word.to_owned() })
        }
        [object, field, word] => FieldRule::of(word).map(|rule| RuleExpr::OfField {
            object: object.to_owned(),
            field: field.to_owned(),
            rule,
        }),
        _ => None,
    };
    if rule.is_none() {
        let unknown = Diagnostic::new(Kind::UnknownRule, &text.place, format!("`{}` is no rule", text.value));
        findings.add(match parts[..] {
            [_, word] => unknown.suggest(word, of_subjects()),
            [_, _, word] => unknown.suggest(word, FieldRule::names()),
            _ => unknown.help(
                "a rule is `access`, `id.missing` or the like of a parameter or list, or `Object.field.RULE`",
            ),
        });
    }
    Some(Placed::new(rule?, text.place.clone()))
}

/// What can be wrong with a parameter, with any field or with a part of a list call.
fn of_subjects() -> impl Iterator<Item = &'static str> {
    let others = ParamRule::names().chain(ListRule::names());
    FieldRule::names().chain(others.filter(|word| FieldRule::of(word).is_none()))
}
