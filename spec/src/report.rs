//! Diagnostics as JSON, for editors and for whatever runs the checks.

use serde_json::json;

use crate::diagnostic::Diagnostic;

/// One diagnostic as one line of JSON.
#[must_use]
pub fn json_line(diagnostic: &Diagnostic) -> String {
    let place = &diagnostic.place;
    let (line, column) = place.line_and_column();
    let (end_line, end_column) = place.end_line_and_column();
    json!({
        "file": place.source.path(),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "span": [place.span.start, place.span.end],
        "kind": diagnostic.kind.code(),
        "message": diagnostic.message,
        "help": diagnostic.help,
    })
    .to_string()
}
