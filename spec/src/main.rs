//! The command line of the spec language.

mod command;

use std::ffi::OsString;
use std::process::ExitCode;

use bitrix_spec::Kind;
use command::arguments::{self, Command};
use command::output::{print, tell};
use command::{check, explain};

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
not a shipped one; that it has mistakes is noted on standard error.
`kinds` lists the kinds of mistakes: the code that stands in brackets and in JSON, and what to do.
`coverage` prints a table of all methods that the shipped specs describe, as Markdown.
`schema` prints the JSON schema of the language, for editors.

Exit status: 0 no mistake found, 1 some found, 2 a file, a name or an argument that cannot be used.
";

fn main() -> ExitCode {
    run().unwrap_or_else(|message| {
        tell(&message);
        ExitCode::from(2)
    })
}

fn run() -> Result<ExitCode, String> {
    let arguments: Result<Vec<String>, _> = std::env::args_os().skip(1).map(OsString::into_string).collect();
    let arguments = arguments.map_err(|argument| format!("{} is no UTF-8", argument.display()))?;
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments::read(&arguments).map_err(|message| format!("{message}\n\n{USAGE}"))? {
        Command::Help => print(USAGE)?,
        Command::Check { format, files } => return check::run(&files, format),
        Command::Explain { name, file } => return explain::run(name, file),
        Command::Kinds => print(&kinds())?,
        Command::Coverage => print(&bitrix_spec::coverage::table())?,
        Command::Schema => print(&bitrix_spec::schema::json())?,
    }
    Ok(ExitCode::SUCCESS)
}

fn kinds() -> String {
    Kind::ALL.iter().map(|kind| format!("{kind:26} {}\n", kind.doc())).collect()
}
