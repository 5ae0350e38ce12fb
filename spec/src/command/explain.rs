//! `explain`: what a method will be in Rust.

use std::process::ExitCode;

use bitrix_spec::model::Family;
use bitrix_spec::{Diagnostic, explain, nearest};

use super::check::plural;
use super::files::{checked, sources};
use super::output::{print, tell};

/// Prints a method, or the methods of a family, of the file or of the shipped ones.
pub(crate) fn run(name: &str, file: Option<&str>) -> Result<ExitCode, String> {
    let mut all = Vec::new();
    for (source, folder) in sources(file.as_slice())? {
        all.push(checked(&source, folder)?);
    }
    let families = || all.iter().map(|checked| &checked.family).filter(|family| !family.name.is_empty());
    // The shipped files have none, but for those that are only extended and name no family.
    let of_file = all.iter().filter(|_| file.is_some());
    let mistakes: Vec<&Diagnostic> = of_file.flat_map(|checked| &checked.diagnostics).collect();
    if let Some(text) = find(families(), name) {
        print(&text)?;
        if let Some(file) = file.filter(|_| !mistakes.is_empty()) {
            let count = plural(mistakes.len(), "mistake");
            tell(&format!("note: {file} has {count}, which `bitrix-spec check {file}` shows"));
        }
        return Ok(ExitCode::SUCCESS);
    }
    for mistake in &mistakes {
        tell(&format!("error[{}]: {mistake}\n", mistake.kind));
    }
    let message = format!("no spec describes a method or family `{name}`; {}", help(families(), name));
    if mistakes.is_empty() {
        return Err(message);
    }
    tell(&message);
    Ok(ExitCode::FAILURE)
}

fn help<'f>(families: impl Iterator<Item = &'f Family> + Clone, name: &str) -> String {
    let methods =
        families.clone().flat_map(|family| family.methods.iter().map(|method| method.wire_name.as_str()));
    let near = nearest(name, methods.chain(families.map(|family| family.name.as_str())));
    near.map_or_else(
        || "`explain FAMILY` lists a family's methods, and `coverage` all of them".to_owned(),
        |near| format!("did you mean `{near}`?"),
    )
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
