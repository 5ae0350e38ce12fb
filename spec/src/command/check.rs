//! `check`: what is wrong with spec files.

use std::process::ExitCode;

use bitrix_spec::report;

use super::files::{diagnostics, sources};
use super::output::{print, tell};

/// How mistakes are printed.
#[derive(Clone, Copy)]
pub(crate) enum Format {
    Text,
    Json,
}

/// Checks the files, or all shipped ones, and prints the mistakes.
pub(crate) fn run(files: &[&str], format: Format) -> Result<ExitCode, String> {
    let sources = sources(files)?;
    let mut mistakes = 0;
    for (source, folder) in &sources {
        let (diagnostics, is_shared) = diagnostics(source, *folder)?;
        mistakes += diagnostics.len();
        for diagnostic in &diagnostics {
            match format {
                Format::Text => tell(&format!("error[{}]: {diagnostic}\n", diagnostic.kind)),
                Format::Json => print(&format!("{}\n", report::json_line(diagnostic)))?,
            }
        }
        // What is shipped is meant so; in another file the family may have been forgotten.
        if is_shared && !source.is_shipped() && matches!(format, Format::Text) {
            tell(&format!(
                "note: {} names no family, and was checked as a file that families extend",
                source.path()
            ));
        }
    }
    let files = plural(sources.len(), "file");
    match (mistakes, format) {
        (0, Format::Text) => print(&format!("{files} checked, no mistakes\n"))?,
        (_, Format::Text) => tell(&format!("{files} checked, {}", plural(mistakes, "mistake"))),
        (_, Format::Json) => {}
    }
    Ok(if mistakes == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// So many of it.
pub(super) fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
