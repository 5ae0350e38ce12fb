//! Looks up the methods that fields and errors name.

use std::sync::Arc;

use crate::check::merge::Layered;
use crate::diagnostic::Diagnostic;
use crate::file::FieldDef;
use crate::kind::Kind;
use crate::model::{Method, Update};
use crate::source::{Placed, Source};

pub(super) fn check(layered: &Layered, own: &Arc<Source>, methods: &[Method], found: &mut Vec<Diagnostic>) {
    errors(layered, own, found);
    // Where a method could not be understood, nobody knows what it would have been.
    if methods.len() != layered.methods.len() {
        return;
    }
    for field in layered.entity.iter().flat_map(|entity| &entity.fields) {
        returned(field, own, methods, found);
        updated(field, methods, found);
    }
}

/// The methods that return a field, where others return the entity without it.
fn returned(field: &FieldDef, own: &Arc<Source>, methods: &[Method], found: &mut Vec<Diagnostic>) {
    let Some(named) = &field.returned else { return };
    let known: Vec<&str> =
        methods.iter().filter(|method| method.returns_entity()).map(|method| method.name.as_str()).collect();
    let before = found.len();
    for name in named.iter().filter(|name| !known.contains(&name.value.as_str())) {
        let message = format!("no method `{}` returns the entity", name.value);
        found.push(
            Diagnostic::new(Kind::ReturnedByNone, &name.place, message)
                .suggest(&name.value, known.iter().copied()),
        );
    }
    // A family that has the entity from another may have fewer methods than that.
    let is_own = Arc::ptr_eq(&field.name.place.source, own);
    let all = known.iter().all(|known| named.iter().any(|name| name.value == *known));
    if let Some(first) = named.first().filter(|_| is_own && all && found.len() == before) {
        let message = "every method that returns the entity is named here, which says nothing";
        let help = "leave `returned` out, or name fewer";
        found.push(Diagnostic::new(Kind::ReturnedByAll, &first.place, message).help(help));
    }
}

/// The method that changes a field in `update`'s place.
fn updated(field: &FieldDef, methods: &[Method], found: &mut Vec<Diagnostic>) {
    let Some(Placed { value: Update::By(name), place }) = &field.update else { return };
    if methods.iter().any(|method| method.name == *name) {
        return;
    }
    let known = methods.iter().map(|method| method.name.as_str()).chain(["replace", "merge"]);
    let message = format!("there is no method `{name}` that would change the field");
    found.push(Diagnostic::new(Kind::UpdatedByNone, place, message).suggest(name, known));
}

/// The methods that an error is for. A shared file's errors are for families that this one need not resemble.
fn errors(layered: &Layered, own: &Arc<Source>, found: &mut Vec<Diagnostic>) {
    let known = || layered.methods.iter().map(|method| method.name.value.as_str());
    for name in layered.errors.iter().flat_map(|error| error.methods.iter().flatten()) {
        if Arc::ptr_eq(&name.place.source, own) && !known().any(|known| known == name.value) {
            let message = format!("there is no method `{}` that would answer with the error", name.value);
            found.push(
                Diagnostic::new(Kind::ErrorOfUnknownMethod, &name.place, message)
                    .suggest(&name.value, known()),
            );
        }
    }
}
