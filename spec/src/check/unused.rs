//! Finds what a file defines or asks for and then never mentions.

use std::sync::Arc;

use crate::check::merge::Layered;
use crate::check::used::Used;
use crate::diagnostic::Diagnostic;
use crate::file::{AnswerDef, FieldDef, FieldType, RecordDef, ResultDef, TypeExpr};
use crate::kind::Kind;
use crate::source::{Placed, Source};

/// What a shared file defines is for other families too, so that only the family's `own` file is looked at. To be
/// asked of a family that is right otherwise: a mistyped name would leave what it means unmentioned.
pub(super) fn check(layered: &Layered, used: &[Used], own: &Arc<Source>, found: &mut Vec<Diagnostic>) {
    let is_own = |name: &&Placed<String>| Arc::ptr_eq(&name.place.source, own);
    let objects = layered.objects.iter().map(|object| &object.name);
    for name in objects.filter(is_own).filter(|name| !is_mentioned(layered, &name.value)) {
        let message = format!("nothing holds, takes or answers a `{}`", name.value);
        let help = "name it in a type, or leave it out";
        found.push(Diagnostic::new(Kind::UnusedObject, &name.place, message).help(help));
    }
    let enums = layered.enums.iter().map(|one| &one.name);
    for name in enums.filter(is_own).filter(|name| !is_mentioned(layered, &name.value)) {
        let message = format!("nothing holds, takes or answers a `{}`", name.value);
        let help = "name it in a type, or leave it out";
        found.push(Diagnostic::new(Kind::UnusedEnum, &name.place, message).help(help));
    }
    for name in layered.uses.iter().filter(is_own) {
        let of = used.iter().find(|used| used.name == name.value);
        if of.is_some_and(|of| !is_used(layered, of)) {
            let message = format!("nothing here mentions an identifier or an error of `{}`", name.value);
            found.push(Diagnostic::new(Kind::UnusedUse, &name.place, message).help("leave it out"));
        }
    }
}

/// Whether an endpoint answers with it, or a type of anything but itself mentions the object or enum.
fn is_mentioned(layered: &Layered, name: &str) -> bool {
    let answers = |answer: &AnswerDef| matches!(answer, AnswerDef::List(object) if object.value == name);
    layered.endpoints.iter().any(|endpoint| answers(&endpoint.answer))
        || types(layered, name).any(|ty| ty.names().0 == name)
}

/// Whether a type mentions the other family's entity, or a method one of its errors.
fn is_used(layered: &Layered, used: &Used) -> bool {
    let of_family =
        |error: &Placed<String>| error.value.split_once(':').is_some_and(|(family, _)| family == used.family);
    layered.methods.iter().flat_map(|method| &method.errors).any(of_family)
        || types(layered, "")
            .any(|ty| matches!(ty.names(), (head, Some(_)) if used.entity.as_deref() == Some(head)))
}

/// All type expressions of the family but those of one object.
fn types<'l>(layered: &'l Layered, but: &'l str) -> impl Iterator<Item = &'l TypeExpr> {
    let others = move |object: &&RecordDef| object.name.value != but;
    let fields = layered.entity.iter().chain(layered.objects.iter().filter(others)).flat_map(|it| &it.fields);
    let params = layered.methods.iter().flat_map(|method| method.params.iter().flatten());
    let results = layered.methods.iter().filter_map(|method| match method.result.as_ref()? {
        ResultDef::True => None,
        ResultDef::Value(ty) | ResultDef::Member(_, ty) => Some(ty),
    });
    fields.flat_map(field_types).chain(params.map(|param| &param.ty)).chain(results)
}

fn field_types(field: &FieldDef) -> impl Iterator<Item = &TypeExpr> {
    let read = match &field.ty {
        Some(FieldType::Expr(ty)) => Some(ty),
        _ => None,
    };
    read.into_iter().chain(&field.write)
}
