//! The command line of the spec language: `bitrix-spec check [FILE…]`, `bitrix-spec coverage`.

use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use bitrix_spec::{Diagnostic, Source, catalog, check, check_shared};

const USAGE: &str = "\
Checks the files that describe Bitrix24 REST methods.

usage: bitrix-spec check [FILE…]
       bitrix-spec coverage

  FILE    a spec file; a file that it extends is looked for beside it, then among the shipped ones.
          Without a file, all shipped specs are checked.

`coverage` prints a table of all methods that the shipped specs describe, as Markdown.

Mistakes are printed to standard error. Exit status: 0 none found, 1 some found, 2 a file or an argument that
cannot be used.
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
        ["check", ref files @ ..] if !files.iter().any(|file| file.starts_with('-')) => run_check(files),
        _ => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn run_check(files: &[&str]) -> ExitCode {
    let sources = if files.is_empty() {
        catalog::names().filter_map(catalog::source).map(|source| (source, None)).collect()
    } else {
        match files
            .iter()
            .map(|file| Ok((read(Path::new(file))?, Path::new(file).parent())))
            .collect::<Result<Vec<_>, String>>()
        {
            Ok(sources) => sources,
            Err(message) => {
                eprintln!("{message}");
                return ExitCode::from(2);
            }
        }
    };
    let mut mistakes = 0;
    for (source, folder) in &sources {
        let diagnostics = diagnostics(source, *folder);
        mistakes += diagnostics.len();
        for diagnostic in diagnostics {
            eprintln!("error: {diagnostic}\n");
        }
    }
    let files = plural(sources.len(), "file");
    if mistakes == 0 {
        println!("{files} checked, no mistakes");
        return ExitCode::SUCCESS;
    }
    eprintln!("{files} checked, {}", plural(mistakes, "mistake"));
    ExitCode::FAILURE
}

fn diagnostics(source: &Arc<Source>, folder: Option<&Path>) -> Vec<Diagnostic> {
    let find = |name: &str| {
        let beside = folder.and_then(|folder| read(&folder.join(format!("{name}.toml"))).ok());
        beside.or_else(|| catalog::source(name))
    };
    let checked = check(source, &find);
    // A file without a family is there to be extended, and only what it says by itself can be wrong.
    if checked.family.name.is_empty() { check_shared(source) } else { checked.diagnostics }
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
