//! Reads the lines of the `[error]` table.

use toml::de::DeValue;

use super::table::{Entry, Table};
use super::value::Findings;
use super::{nameable, rule};
use crate::diagnostic::Diagnostic;
use crate::file::{ErrorDef, RuleExpr};
use crate::kind::Kind;
use crate::language::Error;
use crate::model::Code;
use crate::source::Placed;

/// Reads one error.
pub(super) fn error(entry: &Entry<'_>, findings: &mut Findings) -> Option<ErrorDef> {
    nameable("an error", &entry.key, findings)?;
    let mut table = Table::of(entry, findings)?;
    let when_written = table.has(Error::WHEN);
    let has_message = table.has(Error::MESSAGE);
    let methods = table.take(Error::METHODS);
    if let Some(methods) = methods.as_ref().filter(|_| !when_written) {
        let message = "`methods` says for which methods a rule is answered so, and this error has no rule";
        findings.add(
            Diagnostic::new(Kind::MethodsWithoutRule, &methods.key.place, message)
                .help("say `when`, or name the error in each method's `errors`"),
        );
    }
    let error = ErrorDef {
        when_written,
        name: entry.key.clone(),
        code: table.take(Error::CODE).and_then(|entry| code(&entry, findings)),
        message: table.get(Error::MESSAGE, findings),
        doc: table.get(Error::DOC, findings),
        help: table.get(Error::HELP, findings),
        when: table.take(Error::WHEN).map_or_else(Vec::new, |entry| rules(&entry, findings)),
        at: table.get(Error::AT, findings),
        http: table.get(Error::HTTP, findings),
        exact: table.get(Error::EXACT, findings),
        methods: methods.map(|entry| findings.strings(&entry.key.value, entry.value)),
    };
    if !has_message {
        let message = format!("the error `{}` has no message", entry.key.value);
        findings.add(
            Diagnostic::new(Kind::ErrorWithoutMessage, &entry.key.place, message)
                .help("give the server's text, with `#NAME#` for what differs from call to call"),
        );
    }
    table.finish(findings);
    Some(error)
}

fn rules(entry: &Entry<'_>, findings: &mut Findings) -> Vec<Placed<RuleExpr>> {
    let written = match entry.value.get_ref() {
        DeValue::Array(_) => findings.strings(&entry.key.value, entry.value),
        _ => entry.text(findings).into_iter().collect(),
    };
    written.iter().filter_map(|text| rule::parse(text, findings)).collect()
}

fn code(entry: &Entry<'_>, findings: &mut Findings) -> Option<Placed<Code>> {
    let place = findings.place(entry.value);
    let code = match entry.value.get_ref() {
        DeValue::String(code) => Code::Text(code.to_string()),
        _ => {
            let expected = ("a string or a whole number", "write it as it stands in the answer");
            Code::Number(findings.integer(&entry.key.value, entry.value, expected)?.value)
        }
    };
    Some(Placed::new(code, place))
}
