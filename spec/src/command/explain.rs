//! `explain`: what a method will be in Rust.

use std::process::ExitCode;

use bitrix_spec::model::Family;
use bitrix_spec::{Checked, explain, nearest};

use super::files::{checked, sources};

/// Prints a method, or the methods of a family, of the file or of the shipped ones.
pub(crate) fn run(name: &str, file: &[&str]) -> ExitCode {
    let sources = match sources(file) {
        Ok(sources) => sources,
        Err(message) => {
            eprintln!("{message}");
            return ExitCode::from(2);
        }
    };
    let all: Vec<Checked> = sources.iter().map(|(source, folder)| checked(source, *folder)).collect();
    let families = || all.iter().map(|checked| &checked.family).filter(|family| !family.name.is_empty());
    match find(families(), name) {
        Some(text) => {
            print!("{text}");
            ExitCode::SUCCESS
        }
        None => {
            let mistakes = all.iter().flat_map(|checked| &checked.diagnostics).filter(|_| !file.is_empty());
            mistakes.for_each(|mistake| eprintln!("error[{}]: {mistake}\n", mistake.kind));
            let known: Vec<&str> = families()
                .flat_map(|family| family.methods.iter().map(|method| method.wire_name.as_str()))
                .chain(families().map(|family| family.name.as_str()))
                .collect();
            let near = nearest(name, known.iter().copied());
            let help = near.map_or_else(
                || "`explain FAMILY` lists a family's methods, and `coverage` all of them".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            eprintln!("no spec describes a method `{name}`; {help}");
            ExitCode::FAILURE
        }
    }
}

fn find<'f>(families: impl Iterator<Item = &'f Family> + Clone, name: &str) -> Option<String> {
    let mut all =
        families.clone().flat_map(|family| family.methods.iter().map(move |method| (family, method)));
    // Portals do not mind the case of a method's name.
    if let Some((family, method)) = all.find(|(_, method)| method.wire_name.eq_ignore_ascii_case(name)) {
        return Some(explain::method(family, method));
    }
    families.into_iter().find(|family| family.name == name).map(explain::family)
}
