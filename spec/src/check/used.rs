//! What a family knows of the others that it mentions: their identifiers and errors.

use std::sync::Arc;

use crate::catalog;
use crate::check::merge::{self, Layered};
use crate::diagnostic::Diagnostic;
use crate::file::ErrorDef;
use crate::kind::Kind;
use crate::model::ErrorPlace;
use crate::source::{Placed, Source};

/// A family that is mentioned.
pub(super) struct Used {
    /// What `uses` calls it.
    pub(super) name: String,
    pub(super) family: String,
    /// Its entity, if that has an identifier.
    pub(super) entity: Option<String>,
    pub(super) errors: Vec<ErrorDef>,
    pub(super) errors_at: ErrorPlace,
    pub(super) sources: Vec<Arc<Source>>,
}

/// Looks the families up. What is wrong with them is told to whoever checks them.
pub(super) fn used(
    layered: &Layered,
    own: &Arc<Source>,
    find: &dyn Fn(&str) -> Option<Arc<Source>>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Used> {
    let read = layered.uses.iter().enumerate().filter_map(|(at, name)| {
        let earlier = layered.uses.get(..at).unwrap_or_default();
        if Arc::ptr_eq(&name.place.source, own)
            && let Some(needless) = needless(name, earlier, layered)
        {
            found.push(needless);
            return None;
        }
        let Some(source) = find(&name.value) else {
            let message = format!("there is no spec `{}` to use", name.value);
            found.push(
                Diagnostic::new(Kind::UnknownUse, &name.place, message)
                    .help(catalog::remedy(&name.value, catalog::names())),
            );
            return None;
        };
        let (chain, _) = merge::chain(&source, find);
        let layered = merge::layer(&chain, &mut Vec::new());
        let entity = layered
            .entity
            .as_ref()
            .filter(|entity| entity.fields.iter().any(|field| field.name.value.eq_ignore_ascii_case("id")));
        Some(Used {
            name: name.value.clone(),
            family: layered.family.as_ref().map_or_else(|| name.value.clone(), |family| family.value.clone()),
            entity: entity.map(|entity| entity.name.value.clone()),
            errors: layered.errors,
            errors_at: layered.errors_at.unwrap_or(ErrorPlace::Top),
            sources: chain.into_iter().map(|file| file.source).collect(),
        })
    });
    read.collect()
}

/// The family itself, or one that stands in the list already.
fn needless(name: &Placed<String>, earlier: &[Placed<String>], layered: &Layered) -> Option<Diagnostic> {
    let is_same = |other: &Placed<String>| {
        other.value == name.value && Arc::ptr_eq(&other.place.source, &name.place.source)
    };
    if layered.family.as_ref().is_some_and(|family| family.value == name.value) {
        let message = "the family itself needs no `uses`";
        let help = "leave it out: what the family has can be named without";
        Some(Diagnostic::new(Kind::UsesItself, &name.place, message).help(help))
    } else if earlier.iter().any(is_same) {
        let message = format!("`{}` stands in this list already", name.value);
        Some(Diagnostic::new(Kind::DoubledUse, &name.place, message).help("leave one of the two out"))
    } else {
        None
    }
}
