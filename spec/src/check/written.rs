//! Checks that what is written has nothing inside that never is: nulls in lists, and booleans in a notation that
//! nothing there would apply.

use crate::check::merge::Layered;
use crate::check::records::{Records, written_place};
use crate::check::rules;
use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::model::{Flag, Method, Type};
use crate::source::Place;

/// The objects that some method takes. What others hold is only read, and may have nulls anywhere.
pub(super) fn objects(layered: &Layered, records: &Records, methods: &[Method], found: &mut Vec<Diagnostic>) {
    for def in &layered.objects {
        let Some(object) = records.object(&def.name.value) else {
            continue;
        };
        if !methods.iter().any(|method| rules::takes(method, &object.name, records)) {
            continue;
        }
        for line in &def.fields {
            if let Some(field) = object.field(&line.name.value) {
                nulls(&field.name, field.write_ty(), written_place(line), found);
            }
        }
    }
}

/// Nulls in a list or map. That a value as a whole may be null says that it may be left out.
pub(super) fn nulls(name: &str, ty: &Type, place: &Place, found: &mut Vec<Diagnostic>) {
    if holds_nulls(ty) {
        let what = if matches!(ty.not_null(), Type::Map(_)) { "map" } else { "list" };
        let message = format!("the {what} `{name}` would hold nulls, and no null is written");
        found.push(Diagnostic::new(Kind::NullsInList, place, message).help("leave the `?` out"));
    }
}

fn holds_nulls(ty: &Type) -> bool {
    match ty {
        Type::List(inner) | Type::Map(inner) => matches!(**inner, Type::Option(_)) || holds_nulls(inner),
        Type::Option(inner) => holds_nulls(inner),
        _ => false,
    }
}

/// Booleans in a list or map, where the family's are not JSON's own.
pub(super) fn flags(ty: &Type, place: &Place, found: &mut Vec<Diagnostic>) {
    if hides_a_flag(ty) {
        let message = "a boolean in a list or map is written as JSON's own, and this family's are not";
        let help = "describe the list's items as an [object.…] with a boolean field";
        found.push(Diagnostic::new(Kind::NotationInList, place, message).help(help));
    }
}

/// Whether a boolean with a notation of its own stands where no field can apply it.
fn hides_a_flag(ty: &Type) -> bool {
    match ty {
        Type::List(inner) | Type::Map(inner) => {
            matches!(inner.not_null(), Type::Boolean(Flag::YesNo | Flag::Digit)) || hides_a_flag(inner)
        }
        Type::Option(inner) => hides_a_flag(inner),
        _ => false,
    }
}
