//! Reads the lines of the `[error]` table.

use toml::Spanned;
use toml::de::DeValue;

use super::table::{self, Entry, Findings, Table};
use super::{ERROR_PLACES, nameable, rule};
use crate::diagnostic::Diagnostic;
use crate::file::{ErrorDef, RuleExpr};
use crate::grammar;
use crate::kind::Kind;
use crate::model::Code;
use crate::source::Placed;

/// Reads one error.
pub(super) fn error(entry: &Entry<'_>, findings: &mut Findings) -> Option<ErrorDef> {
    nameable("an error", &entry.key, findings)?;
    let mut table = Table::of(&grammar::ERROR, &entry.key, entry.value, findings)?;
    let when_written = table.has("when");
    let methods = table.take("methods");
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
        code: table.take("code").and_then(|entry| code(&entry, findings)),
        message: table.string("message", findings),
        doc: table.string("doc", findings),
        help: table.string("help", findings),
        when: table.take("when").map_or_else(Vec::new, |entry| rules(entry.value, findings)),
        at: table.word("at", &ERROR_PLACES, findings),
        http: table.integer("http", findings),
        exact: table.boolean("exact", findings),
        methods: methods.map(|entry| findings.strings("methods", entry.value)),
    };
    if error.message.is_none() {
        let message = format!("the error `{}` has no message", entry.key.value);
        findings.add(
            Diagnostic::new(Kind::ErrorWithoutMessage, &entry.key.place, message)
                .help("give the server's text, with `#NAME#` for what differs from call to call"),
        );
    }
    table.finish(findings);
    Some(error)
}

fn rules(value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Vec<Placed<RuleExpr>> {
    let written = match value.get_ref() {
        DeValue::Array(_) => findings.strings("when", value),
        _ => findings.string("when", value).into_iter().collect(),
    };
    written.iter().filter_map(|text| rule::parse(text, findings)).collect()
}

fn code(entry: &Entry<'_>, findings: &mut Findings) -> Option<Placed<Code>> {
    let place = findings.place(entry.value);
    let code = match entry.value.get_ref() {
        DeValue::String(code) => Code::Text(code.to_string()),
        value => match table::integer(value) {
            Some(code) => Code::Number(code),
            None => {
                let expected = ("a string or a whole number", "write it as it stands in the answer");
                findings.wrong_type(entry.value, "code", expected);
                return None;
            }
        },
    };
    Some(Placed::new(code, place))
}
