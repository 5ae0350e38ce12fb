//! Reads the lines of the `[error]` table.

use toml::Spanned;
use toml::de::DeValue;

use super::table::{self, Entry, Findings, Table};
use super::{ERROR_PLACES, nameable, rule};
use crate::diagnostic::{Diagnostic, Kind};
use crate::file::{ErrorDef, RuleExpr};
use crate::model::Code;
use crate::source::Placed;

/// Reads one error.
pub(super) fn error(entry: &Entry<'_>, findings: &mut Findings) -> Option<ErrorDef> {
    nameable("an error", &entry.key, findings)?;
    let mut table = Table::of("an error", &entry.key, entry.value, findings)?;
    let error = ErrorDef {
        when_written: table.has("when"),
        name: entry.key.clone(),
        code: table.take("code").and_then(|entry| code(&entry, findings)),
        message: table.string("message", findings),
        doc: table.string("doc", findings),
        help: table.string("help", findings),
        when: table.take("when").map_or_else(Vec::new, |entry| rules(entry.value, findings)),
        at: table.word("at", &ERROR_PLACES, findings),
        http: table.integer("http", findings),
        exact: table.boolean("exact", findings),
        methods: table.has("methods").then(|| table.strings("methods", findings)),
    };
    if error.message.is_none() {
        let message = format!("the error `{}` has no message", entry.key.value);
        findings.add(
            Diagnostic::new(Kind::MissingKey, &entry.key.place, message)
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
                findings.add(Diagnostic::new(
                    Kind::WrongType,
                    &place,
                    "`code` takes a string or a whole number",
                ));
                return None;
            }
        },
    };
    Some(Placed::new(code, place))
}
