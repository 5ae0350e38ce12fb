//! Checks what one field's line says against the rest of the line.

use crate::check::records::Owner;
use crate::diagnostic::Diagnostic;
use crate::file::FieldDef;
use crate::kind::Kind;
use crate::model::Required;
use crate::source::{Place, Placed};

const ONE_OF_TWO: &str = "leave one of the two out";

/// Statements about one field that exclude each other, or that its kind of record does not have.
pub(super) fn contradictions(field: &FieldDef, owner: Owner, found: &mut Vec<Diagnostic>) {
    match owner {
        Owner::Object => of_object(field, found),
        Owner::Entity => {
            foreign_to_entity(field, found);
            undescribed(field, found);
            match stated(&field.read_only) {
                Some(_) => written_though_read_only(field, found),
                None => {
                    with_required(field, found);
                    with_immutable(field, found);
                }
            }
        }
    }
}

fn of_object(field: &FieldDef, found: &mut Vec<Diagnostic>) {
    let keys = [
        ("required", written(&field.required)),
        ("read_only", written(&field.read_only)),
        ("immutable", written(&field.immutable)),
        ("ignored", written(&field.ignored)),
        ("default", written(&field.default)),
        ("update", written(&field.update)),
        ("select", written(&field.select)),
        ("filter", written(&field.filter)),
        ("order", written(&field.order)),
        ("described", written(&field.described)),
    ];
    for (key, place) in keys {
        let message = format!("`{key}` is for an entity's fields, and here is an object's");
        let help = "leave it out: an object's fields are all there unless they are `optional = true`";
        report(Kind::EntityKeyInObject, place, &message, help, found);
    }
    let write = field.write.as_ref().map(|write| write.place());
    let help = "describe what is written as another [object.…], and name it where the object is used";
    report(Kind::WriteInObject, write, "an object is written as it is read", help, found);
}

fn foreign_to_entity(field: &FieldDef, found: &mut Vec<Diagnostic>) {
    let message = "`optional` is for an object's fields, and here is an entity's";
    let help = "leave it out: an entity's fields are optional on add unless they are `required = true`";
    report(Kind::ObjectKeyInEntity, written(&field.optional), message, help, found);
    let message = "`unique` is for the fields of objects in one list, and here is an entity's";
    report(Kind::ObjectKeyInEntity, written(&field.unique), message, "leave it out", found);
}

fn undescribed(field: &FieldDef, found: &mut Vec<Diagnostic>) {
    let off = field.described.as_ref().filter(|described| !described.value);
    if stated(&field.read_only).is_none() {
        let message = "what `fields` does not describe cannot be written";
        let place = off.map(|off| &off.place);
        report(Kind::UndescribedWritten, place, message, "add `read_only = true`", found);
    }
}

fn written_though_read_only(field: &FieldDef, found: &mut Vec<Diagnostic>) {
    let about_writing = [
        ("required", required(field)),
        ("immutable", stated(&field.immutable)),
        ("ignored", stated(&field.ignored)),
        ("default", written(&field.default)),
        ("update", written(&field.update)),
        ("not_empty", stated(&field.not_empty)),
        ("max_chars", written(&field.max_chars)),
        ("pattern", written(&field.pattern)),
        ("write", field.write.as_ref().map(|write| write.place())),
    ];
    for (key, place) in about_writing {
        let message = format!("`{key}` is about writing, and the field is read-only");
        report(Kind::ReadOnlyWritten, place, &message, ONE_OF_TWO, found);
    }
}

fn with_required(field: &FieldDef, found: &mut Vec<Diagnostic>) {
    if required(field).is_none() {
        return;
    }
    let message = "a required field has no use for a default";
    report(Kind::RequiredWithDefault, written(&field.default), message, ONE_OF_TWO, found);
    let message = "a required field is not ignored";
    report(Kind::RequiredIgnored, stated(&field.ignored), message, ONE_OF_TWO, found);
    let many = required(field).filter(|_| field.name.value.ends_with('*'));
    let message = "fields of which only the beginning is known cannot be required";
    report(Kind::RequiredPrefix, many, message, "leave `required` out", found);
}

fn with_immutable(field: &FieldDef, found: &mut Vec<Diagnostic>) {
    if stated(&field.immutable).is_none() {
        return;
    }
    let message = "`update` is about changing, and the field is immutable";
    report(Kind::ImmutableUpdated, written(&field.update), message, ONE_OF_TWO, found);
    let always = field.required.as_ref().filter(|required| required.value == Required::Always);
    let place = always.map(|always| &always.place);
    let message = "an update cannot set an immutable field";
    report(Kind::ImmutableAlways, place, message, "write `required = true`", found);
}

fn required(field: &FieldDef) -> Option<&Place> {
    field.required.as_ref().filter(|flag| flag.value != Required::No).map(|flag| &flag.place)
}

fn stated(flag: &Option<Placed<bool>>) -> Option<&Place> {
    flag.as_ref().filter(|flag| flag.value).map(|flag| &flag.place)
}

fn written<T>(value: &Option<Placed<T>>) -> Option<&Place> {
    value.as_ref().map(|value| &value.place)
}

fn report(kind: Kind, place: Option<&Place>, message: &str, help: &str, found: &mut Vec<Diagnostic>) {
    found.extend(place.map(|place| Diagnostic::new(kind, place, message).help(help)));
}
