//! Checks what a field's line says against its type, and against the rest of the line.

use crate::check::merge::Layered;
use crate::check::records::Owner;
use crate::diagnostic::{Diagnostic, Kind};
use crate::file::{FieldDef, Literal};
use crate::model::{DefaultValue, Method, Required, ResultShape, Type, Update};
use crate::source::{Place, Placed};

/// Statements about one field that exclude each other.
pub(super) fn contradictions(field: &FieldDef, owner: Owner, found: &mut Vec<Diagnostic>) {
    let required = field.required.as_ref().filter(|flag| flag.value != Required::No).map(|flag| &flag.place);
    let read_only = stated(&field.read_only);
    let immutable = stated(&field.immutable);
    let ignored = stated(&field.ignored);
    let default = field.default.as_ref().map(|default| &default.place);
    let update = field.update.as_ref().map(|update| &update.place);
    let mut report = |place: Option<&Place>, message: &str, help: &str| {
        found.extend(place.map(|place| Diagnostic::new(Kind::Contradiction, place, message).help(help)));
    };

    if owner == Owner::Object {
        let help = "an object's fields are all there unless they are `optional = true`";
        let listed = [&field.select, &field.filter, &field.order, &field.described];
        let listed = listed.map(|flag| flag.as_ref().map(|flag| &flag.place));
        for place in [required, read_only, immutable, ignored, default, update].into_iter().chain(listed) {
            report(place, "this is for an entity's fields, and here is an object's", help);
        }
        let write = field.write.as_ref().map(|_| &field.name.place);
        report(
            write,
            "an object is written as it is read",
            "describe what is written as another [object.…], and name it where the object is used",
        );
        return;
    }
    report(
        stated(&field.optional),
        "`optional` is for an object's fields, and here is an entity's",
        "an entity's fields are optional on add unless they are `required = true`",
    );
    report(
        stated(&field.unique),
        "`unique` is for the fields of objects in one list, and here is an entity's",
        "leave it out",
    );
    if field.described.as_ref().is_some_and(|described| !described.value) && read_only.is_none() {
        let place = field.described.as_ref().map(|described| &described.place);
        report(place, "what is not described cannot be written", "add `read_only = true`");
    }
    if read_only.is_some() {
        let about_writing = [
            required,
            immutable,
            ignored,
            default,
            update,
            stated(&field.not_empty),
            field.max_chars.as_ref().map(|max| &max.place),
            field.pattern.as_ref().map(|pattern| &pattern.place),
            field.write.as_ref().map(|_| &field.name.place),
        ];
        for place in about_writing {
            report(place, "this is about writing, and the field is read-only", "leave one of the two out");
        }
        return;
    }
    if required.is_some() {
        report(default, "a required field has no use for a default", "leave one of the two out");
        report(ignored, "a required field is not ignored", "leave one of the two out");
        let many = field.name.value.ends_with('*').then_some(&field.name.place);
        report(many, "fields that only a beginning is known of cannot be required", "leave `required` out");
    }
    if immutable.is_some() {
        report(update, "`update` is about changing, and the field is immutable", "leave one of the two out");
        let always = field.required.as_ref().filter(|required| required.value == Required::Always);
        report(
            always.map(|always| &always.place),
            "no update has an immutable field",
            "write `required = true`",
        );
    }
}

fn stated(flag: &Option<Placed<bool>>) -> Option<&Place> {
    flag.as_ref().filter(|flag| flag.value).map(|flag| &flag.place)
}

/// Limits that the type does not have, or that nothing or everything fulfils.
pub(super) fn limits(field: &FieldDef, ty: &Type, found: &mut Vec<Diagnostic>) {
    let name = &field.name.value;
    let mut report = |place: &Place, message: String| {
        found.push(Diagnostic::new(Kind::ImpossibleLimit, place, message));
    };
    let is_list = matches!(ty.not_null(), Type::List(_));
    if let Some(max) = &field.max_chars {
        if !ty.is_text() {
            report(&max.place, format!("`max_chars` is a limit of texts, and `{name}` is none"));
        } else if max.value < 1 || u32::try_from(max.value).is_err() {
            report(&max.place, format!("no useful text has at most {} characters", max.value));
        }
    }
    if let Some(pattern) = &field.pattern {
        if !ty.is_text() {
            report(&pattern.place, format!("`pattern` is a limit of texts, and `{name}` is none"));
        } else if let Err(error) = regex_lite::Regex::new(&pattern.value) {
            report(&pattern.place, format!("this is no regular expression: {error}"));
        }
    }
    if let Some(not_empty) = field.not_empty.as_ref().filter(|flag| flag.value && !ty.is_text() && !is_list) {
        report(
            &not_empty.place,
            format!("`not_empty` is a limit of texts and lists, and `{name}` is neither"),
        );
    }
    if let Some(update) = &field.update {
        match update.value {
            Update::Replace if !is_list => {
                let message = format!("`update = \"replace\"` speaks of lists, and `{name}` is none");
                report(&update.place, message);
            }
            Update::Merge if !matches!(ty.not_null(), Type::Map(_)) => {
                let message = format!("`update = \"merge\"` speaks of maps, and `{name}` is none");
                report(&update.place, message);
            }
            _ => {}
        }
    }
}

pub(super) fn default_value(
    field: &FieldDef,
    default: &Placed<Literal>,
    ty: &Type,
    found: &mut Vec<Diagnostic>,
) -> Option<DefaultValue> {
    let value = match (&default.value, ty.not_null()) {
        (Literal::Boolean(value), Type::Boolean(_)) => DefaultValue::Boolean(*value),
        (Literal::Integer(value), Type::Integer | Type::Decimal) => DefaultValue::Integer(*value),
        (Literal::String(value), Type::String) => DefaultValue::String(value.clone()),
        _ => {
            let message = format!("this default is no {}, as `{}` is", ty.server_word(), field.name.value);
            found.push(Diagnostic::new(Kind::WrongType, &default.place, message));
            return None;
        }
    };
    Some(value)
}

/// Methods that an entity's fields name: those that return it, and those that change it in `update`'s place.
pub(super) fn methods_named(layered: &Layered, methods: &[Method], found: &mut Vec<Diagnostic>) {
    // Where a method could not be understood, nobody knows what it would have been.
    if methods.len() != layered.methods.len() {
        return;
    }
    let returns = |method: &Method| match &method.result {
        ResultShape::True => false,
        ResultShape::Value(ty) | ResultShape::Member(_, ty) => match ty {
            Type::List(inner) => matches!(**inner, Type::Entity(_)),
            ty => matches!(ty, Type::Entity(_)),
        },
    };
    for field in layered.entity.iter().flat_map(|entity| &entity.fields) {
        for name in field.returned.iter().flatten() {
            if !methods.iter().any(|method| method.name == name.value && returns(method)) {
                let known =
                    methods.iter().filter(|method| returns(method)).map(|method| method.name.as_str());
                let message = format!("no method `{}` returns the entity", name.value);
                found.push(
                    Diagnostic::new(Kind::UnknownName, &name.place, message).suggest(&name.value, known),
                );
            }
        }
        if let Some(Placed { value: Update::By(name), place }) = &field.update
            && !methods.iter().any(|method| method.name == *name)
        {
            let known = methods.iter().map(|method| method.name.as_str()).chain(["replace", "merge"]);
            let message = format!("there is no method `{name}` that would change the field");
            found.push(Diagnostic::new(Kind::UnknownName, place, message).suggest(name, known));
        }
    }
}
