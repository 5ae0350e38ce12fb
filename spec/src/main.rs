//! The command line of the spec language.

mod command;

use std::process::ExitCode;

use bitrix_spec::Kind;
use command::check::{self, Format};
use command::explain;

const USAGE: &str = "\
Checks the files that describe Bitrix24 REST methods.

usage: bitrix-spec check [--format text|json] [FILE…]
       bitrix-spec explain METHOD|FAMILY [FILE]
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

`explain` prints what a method will look like in Rust: its request, limits, answer and errors, an example of a
call and the JSON that it sends; of a family, the list of its methods. FILE is the spec that describes it, if it is
not a shipped one.
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
        ["explain", name, ref file @ ..] if are_files(&[name]) && are_files(file) && file.len() <= 1 => {
            explain::run(name, file)
        }
        ["schema"] => {
            print!("{}", bitrix_spec::schema::json());
            ExitCode::SUCCESS
        }
        ["kinds"] => {
            Kind::ALL.iter().for_each(|kind| println!("{kind:26} {}", kind.doc()));
            ExitCode::SUCCESS
        }
        ["check", "--format", "json", ref files @ ..] if are_files(files) => check::run(files, Format::Json),
        ["check", "--format", "text", ref files @ ..] | ["check", ref files @ ..] if are_files(files) => {
            check::run(files, Format::Text)
        }
        _ => {
            eprint!("{USAGE}");
            ExitCode::from(2)
        }
    }
}

fn are_files(arguments: &[&str]) -> bool {
    !arguments.iter().any(|argument| argument.starts_with('-'))
}
