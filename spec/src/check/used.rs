//! What a family knows of the others that it mentions: their identifiers and errors.

use std::sync::Arc;

use crate::check::merge;
use crate::diagnostic::{Diagnostic, Kind};
use crate::file::ErrorDef;
use crate::model::ErrorPlace;
use crate::source::{Placed, Source};

/// A family that is mentioned.
pub(super) struct Used {
    pub(super) family: String,
    /// Its entity, if that has an identifier.
    pub(super) entity: Option<String>,
    pub(super) errors: Vec<ErrorDef>,
    pub(super) errors_at: ErrorPlace,
    pub(super) sources: Vec<Arc<Source>>,
}

/// Looks the families up. What is wrong with them is told to whoever checks them.
pub(super) fn used(
    names: &[Placed<String>],
    find: &dyn Fn(&str) -> Option<Arc<Source>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Used> {
    let read = names.iter().filter_map(|name| {
        let Some(source) = find(&name.value) else {
            let message = format!("there is no spec `{}` to use", name.value);
            found.push(Diagnostic::new(Kind::UnknownName, &name.place, message));
            return None;
        };
        let (chain, _) = merge::chain(&source, find);
        let layered = merge::layer(&chain, &mut Vec::new());
        let entity = layered
            .entity
            .as_ref()
            .filter(|entity| entity.fields.iter().any(|field| field.name.value.eq_ignore_ascii_case("id")));
        Some(Used {
            family: layered.family.as_ref().map_or_else(|| name.value.clone(), |family| family.value.clone()),
            entity: entity.map(|entity| entity.name.value.clone()),
            errors: layered.errors,
            errors_at: layered.errors_at.unwrap_or(ErrorPlace::Top),
            sources: chain.into_iter().map(|file| file.source).collect(),
        })
    });
    read.collect()
}
