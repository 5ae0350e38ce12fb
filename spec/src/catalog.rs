//! The spec files that this crate ships, embedded so that they survive packaging.

use std::sync::Arc;

use crate::check::{Checked, check};
use crate::source::Source;
use crate::suggest::nearest;

macro_rules! files {
    ($($name:literal),* $(,)?) => {
        /// Name and text of every shipped file, shared ones included.
        const FILES: &[(&str, &str)] = &[$(($name, include_str!(concat!("../", $name, ".toml")))),*];
    };
}

files![
    "basic",
    "biconnector",
    "biconnector.connector",
    "biconnector.dataset",
    "biconnector.source",
    "biconnector.table",
    "crm",
    "crm.deal",
    "department",
];

/// The families that the simulated portal of `bitrix-api` answers.
pub const SIMULATED: &[&str] = &[
    "basic",
    "biconnector.connector",
    "biconnector.dataset",
    "biconnector.source",
    "biconnector.table",
    "crm.deal",
];

/// The names of all shipped families, without the files that are only extended.
pub fn families() -> impl Iterator<Item = &'static str> + Clone {
    names().filter(|name| family(name).is_some_and(|checked| !checked.family.name.is_empty()))
}

/// The names of all shipped files, those that are only extended among them.
pub fn names() -> impl Iterator<Item = &'static str> + Clone {
    FILES.iter().map(|(name, _)| *name)
}

/// What to say to whoever wrote a name of `known` that there is not. All of them would be too many to list.
pub fn remedy(written: &str, known: impl Iterator<Item = &'static str> + Clone) -> String {
    if let Some(near) = nearest(written, known.clone()) {
        return format!("did you mean `{near}`?");
    }
    let below: Vec<_> =
        known.filter(|name| name.strip_prefix(written).is_some_and(|rest| rest.starts_with('.'))).collect();
    if below.is_empty() {
        "`bitrix-spec coverage` lists what there is".to_owned()
    } else {
        format!("there is `{}`", below.join("`, `"))
    }
}

/// The text of a shipped file.
#[must_use]
pub fn source(name: &str) -> Option<Arc<Source>> {
    let (name, text) = FILES.iter().find(|(known, _)| *known == name)?;
    Some(Source::shipped(format!("spec/{name}.toml"), text))
}

/// A shipped family by its name, `biconnector.connector`.
#[must_use]
pub fn family(name: &str) -> Option<Checked> {
    Some(check(&source(name)?, &source))
}
