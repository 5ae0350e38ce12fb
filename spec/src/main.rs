//! The command line of the spec language: `bitrix-spec check [FILE…]`, `bitrix-spec kinds`, `bitrix-spec coverage`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use bitrix_spec::{Checked, Diagnostic, Kind, Source, catalog, check, check_shared, report};

const USAGE: &str = "\
Checks the files that describe Bitrix24 REST methods.

usage: bitrix-spec check [--format text|json] [FILE…]
       bitrix-spec kinds
       bitrix-spec coverage
       bitrix-spec schema

  FILE           a spec file; a file that it extends is looked for beside it, then among the shipped ones.
                 Without a file, all shipped specs are checked. A file without `family` is checked as one
                 that families extend.
  --format text  mistakes as a compiler shows them, on standard error; the default.
  --format json  each mistake as one line of JSON on standard output, and nothing else there:
                 {\"file\", \"line\", \"column\", \"end_line\", \"end_column\", \"span\", \"kind\", \"message\", \"help\"}.
                 Lines and columns count from 1, columns in characters, and the end is behind the last one;
                 `span` is the bytes from and to; `help` may be null.

`kinds` lists the kinds of mistakes: the code that stands in brackets and in JSON, and what to do.
`coverage` prints a table of all methods that the shipped specs describe, as Markdown.
`schema` prints the JSON schema of the language, for editors.

Exit status: 0 no mistake found, 1 some found, 2 a file or an argument that cannot be used.
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["-h" | "--help" | "help"] => {
            print!("{USAGE}");
            ExitCode::SUCCESS
        }
        ["coverage"] => {
            print!("{}", bitrix_spec::coverage::table());
            ExitCode::SUCCESS
        }
        ["schema"] => {
            print!("{}", bitrix_spec::schema::json());
            ExitCode::SUCCESS
        }
        ["kinds"] => {
            Kind::ALL.iter().for_each(|kind| println!("{kind:26} {}", kind.doc()));
            ExitCode::SUCCESS
        }
        ["check", "--format", "json", ref files @ ..] if are_files(files) => run_check(files, Format::Json),
        ["check", "--format", "text", ref files @ ..] | ["check", ref files @ ..] if are_files(files) => {
            run_check(files, Format::Text)
        }
        _ => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

/// How mistakes are printed.
#[derive(Clone, Copy)]
enum Format {
    Text,
    Json,
}

fn are_files(arguments: &[&str]) -> bool {
    !arguments.iter().any(|argument| argument.starts_with('-'))
}

fn run_check(files: &[&str], format: Format) -> ExitCode {
    let sources = match sources(files) {
        Ok(sources) => sources,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let mut mistakes = 0;
    for (source, folder) in &sources {
        let (diagnostics, is_shared) = diagnostics(source, *folder);
        mistakes += diagnostics.len();
        for diagnostic in &diagnostics {
            match format {
                Format::Text => eprintln!("error[{}]: {diagnostic}\n", diagnostic.kind),
                Format::Json => println!("{}", report::json_line(diagnostic)),
            }
        }
        // What is shipped is meant so; in an own file the family may have been forgotten.
        if is_shared && !source.is_shipped() && matches!(format, Format::Text) {
            eprintln!(
                "note: {} names no family, and was checked as a file that families extend",
                source.path()
            );
        }
    }
    let files = plural(sources.len(), "file");
    match (mistakes, format) {
        (0, Format::Text) => println!("{files} checked, no mistakes"),
        (_, Format::Text) => eprintln!("{files} checked, {}", plural(mistakes, "mistake")),
        (_, Format::Json) => {}
    }
    if mistakes == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A file to check, and the folder in which those are looked for that it extends.
type Input<'f> = (Arc<Source>, Option<&'f Path>);

fn sources<'f>(files: &[&'f str]) -> Result<Vec<Input<'f>>, String> {
    if files.is_empty() {
        return Ok(catalog::names().filter_map(catalog::source).map(|source| (source, None)).collect());
    }
    files.iter().map(|&file| Ok((read(Path::new(file))?, Path::new(file).parent()))).collect()
}

/// What is wrong with a file, and whether it is one that is only there to be extended.
fn diagnostics(source: &Arc<Source>, folder: Option<&Path>) -> (Vec<Diagnostic>, bool) {
    let find = |name: &str| {
        let beside = folder.and_then(|folder| read(&folder.join(format!("{name}.toml"))).ok());
        beside.or_else(|| catalog::source(name))
    };
    let Checked { diagnostics, .. } = check(source, &find);
    // Only what such a file says by itself can be wrong.
    if diagnostics.iter().any(|diagnostic| diagnostic.kind == Kind::MissingFamily) {
        return (check_shared(source), true);
    }
    (diagnostics, false)
}

fn read(path: &Path) -> Result<Arc<Source>, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Source::new(path.display().to_string(), text)),
        Err(error) => Err(format!("cannot read {}: {error}", path.display())),
    }
}

fn plural(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
