//! What the program is asked for.

use bitrix_spec::nearest;

use super::check::Format;

const COMMANDS: [&str; 6] = ["check", "explain", "kinds", "coverage", "schema", "help"];

/// What to do.
pub(crate) enum Command<'a> {
    Help,
    Check { format: Format, files: Vec<&'a str> },
    Explain { name: &'a str, file: Option<&'a str> },
    Kinds,
    Coverage,
    Schema,
}

/// Reads the arguments, or says which of them cannot be used.
pub(crate) fn read<'a>(arguments: &[&'a str]) -> Result<Command<'a>, String> {
    let Some((&command, rest)) = arguments.split_first() else {
        return Err("there is no command".to_owned());
    };
    match (command, rest) {
        ("-h" | "--help" | "help", []) => Ok(Command::Help),
        ("check", rest) => check(rest),
        ("explain", []) => Err("`explain` takes the name of a method or family".to_owned()),
        ("explain", rest) => explain(rest),
        ("kinds", []) => Ok(Command::Kinds),
        ("coverage", []) => Ok(Command::Coverage),
        ("schema", []) => Ok(Command::Schema),
        (_, [first, ..]) if COMMANDS.contains(&command) => Err(format!("`{command}` takes no `{first}`")),
        (option, _) if option.starts_with('-') => Err(unknown_option(option)),
        _ => {
            let meant = nearest(command, COMMANDS).map(|near| format!("; did you mean `{near}`?"));
            Err(format!("unknown command `{command}`{}", meant.unwrap_or_default()))
        }
    }
}

fn check<'a>(arguments: &[&'a str]) -> Result<Command<'a>, String> {
    let (mut format, mut files) = (Format::Text, Vec::new());
    let mut arguments = arguments.iter().copied();
    while let Some(argument) = arguments.next() {
        match argument {
            "--format" => {
                format = match arguments.next() {
                    Some("text") => Format::Text,
                    Some("json") => Format::Json,
                    Some(other) => {
                        return Err(format!("unknown format `{other}`: there is `text` and `json`"));
                    }
                    None => return Err("`--format` takes `text` or `json`".to_owned()),
                }
            }
            option if option.starts_with('-') => return Err(unknown_option(option)),
            file => files.push(file),
        }
    }
    Ok(Command::Check { format, files })
}

fn explain<'a>(arguments: &[&'a str]) -> Result<Command<'a>, String> {
    if let Some(option) = arguments.iter().find(|argument| argument.starts_with('-')) {
        return Err(unknown_option(option));
    }
    match *arguments {
        [name] => Ok(Command::Explain { name, file: None }),
        [name, file] => Ok(Command::Explain { name, file: Some(file) }),
        _ => Err("`explain` takes one name and at most one file".to_owned()),
    }
}

fn unknown_option(option: &str) -> String {
    format!("unknown option `{option}`")
}
