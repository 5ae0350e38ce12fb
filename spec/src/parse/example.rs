//! Reads the examples of a method: requests and answers as a documentation page shows them.

use toml::de::DeValue;

use super::table::{Entry, Table};
use super::value::Findings;
use crate::diagnostic::Diagnostic;
use crate::file::ExampleDef;
use crate::kind::Kind;
use crate::language::Example;
use crate::source::Placed;

/// Reads a method's `example`: a list of tables.
pub(super) fn examples(entry: &Entry<'_>, findings: &mut Findings) -> Vec<ExampleDef> {
    let DeValue::Array(items) = entry.value.get_ref() else {
        let expected =
            ("a list of tables", "write `[[method.….example]]` above its `request` and `response`");
        findings.wrong_type(entry.value, &entry.key.value, expected);
        return Vec::new();
    };
    let named = |value| Entry { key: Placed::new(entry.key.value.clone(), findings.place(value)), value };
    let entries: Vec<_> = items.iter().map(named).collect();
    entries.iter().filter_map(|entry| example(entry, findings)).collect()
}

fn example(entry: &Entry<'_>, findings: &mut Findings) -> Option<ExampleDef> {
    let mut table = Table::of(entry, findings)?;
    let is_empty = !table.has(Example::REQUEST) && !table.has(Example::RESPONSE);
    let example = ExampleDef {
        request: table.get(Example::REQUEST, findings),
        response: table.get(Example::RESPONSE, findings),
    };
    table.finish(findings);
    if is_empty {
        findings.add(
            Diagnostic::new(Kind::EmptyExample, &entry.key.place, "this example shows nothing")
                .help("give its `request`, its `response` or both, as JSON between `'''`"),
        );
    }
    Some(example)
}
