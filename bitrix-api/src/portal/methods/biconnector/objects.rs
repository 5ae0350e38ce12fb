//! The objects inside what a call sends: in fields of the entity, and in parameters of their own.

use bitrix_spec::model::{ErrorCase, Field, FieldRule, ParamType, Record, Rule, Type};

use super::call::Call;
use super::checks::Draft;
use super::rules;
use crate::php::{Array, Value};
use crate::portal::methods::refusal::Refusal;
use crate::portal::state::Values;

/// The object whose items an error is about one by one. That items differ is asked of all of them together.
pub(super) fn checked_by(case: &ErrorCase) -> Option<&str> {
    case.rules.iter().find_map(|rule| match rule {
        Rule::ObjectIncomplete(object) => Some(object.as_str()),
        Rule::ObjectField(object, _, rule) if *rule != FieldRule::Unique => Some(object),
        _ => None,
    })
}

/// Refuses the first item that answers one of the errors, which are all about the same object.
pub(super) fn check(call: &Call<'_>, draft: &Draft, cases: &[&ErrorCase]) -> Result<(), Refusal> {
    let object = cases.first().and_then(|case| checked_by(case));
    let Some(record) = object.and_then(|name| call.entity.family.object(name)) else { return Ok(()) };
    for item in items(call, draft, &record.name) {
        let broken = cases.iter().find(|case| case.rules.iter().any(|rule| breaks(call, record, item, rule)));
        if let Some(case) = broken {
            return Err(Refusal::of(case, &[]));
        }
    }
    Ok(())
}

/// The values of a member that more than one item has, each once.
pub(super) fn doubled(call: &Call<'_>, draft: &Draft, object: &str, name: &str) -> Vec<String> {
    let values = items(call, draft, object).filter_map(|item| member(call, item, name)).map(Value::to_text);
    let (mut seen, mut doubled) = (Vec::new(), Vec::new());
    for value in values {
        if !seen.contains(&value) {
            seen.push(value);
        } else if !doubled.contains(&value) {
            doubled.push(value);
        }
    }
    doubled
}

/// The storage's limit on a member of an object, where the entity's own checks have none: the member that is too long.
pub(super) fn too_long<'c>(call: &'c Call<'_>, draft: &Draft) -> Option<&'c Field> {
    let records = call.entity.family.objects.iter();
    records.filter(|record| items(call, draft, &record.name).next().is_some()).find_map(|record| {
        record.fields.iter().find(|field| {
            items(call, draft, &record.name).any(|item| {
                member(call, item, &field.name).is_some_and(|value| rules::is_too_long(field, value))
            })
        })
    })
}

/// Drops what the spec's objects do not have from the objects that are to be stored.
pub(super) fn trim(call: &Call<'_>, values: &mut Values) {
    for field in call.entity.fields(call.release) {
        let record = list_of(field.write_ty()).and_then(|name| call.entity.family.object(name));
        let (Some(record), Some(Value::Array(items))) = (record, values.get(&field.name)) else { continue };
        let kept: Array = items.values().map(|item| trimmed(call, record, item)).collect();
        values.insert(field.name.clone(), kept.into());
    }
}

/// The members of an item that its object has.
pub(super) fn trimmed(call: &Call<'_>, record: &Record, item: &Value) -> Value {
    let known = record.fields.iter();
    let kept =
        known.filter_map(|field| Some((field.name.as_str(), member(call, item, &field.name)?.clone())));
    kept.collect::<Array>().into()
}

/// The items of this object that a call sends.
pub(super) fn items<'a>(
    call: &'a Call<'_>,
    draft: &'a Draft,
    object: &'a str,
) -> impl Iterator<Item = &'a Value> {
    let fields =
        call.entity.fields(call.release).filter(move |field| list_of(field.write_ty()) == Some(object));
    let written = fields.filter_map(|field| draft.values.get(&field.name));
    let params = call
        .method
        .params
        .iter()
        .filter(move |param| matches!(&param.ty, ParamType::Value(ty) if list_of(ty) == Some(object)));
    // A parameter that is no list at all is passed over.
    let sent = params.filter_map(|param| call.params.get(&param.name));
    written.chain(sent).filter_map(Value::as_array).flat_map(Array::values)
}

/// The object that a list's items are.
fn list_of(ty: &Type) -> Option<&str> {
    match ty.not_null() {
        Type::List(item) => match item.not_null() {
            Type::Object(name) => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// A member of an item; null is as good as none.
fn member<'a>(call: &Call<'_>, item: &'a Value, name: &str) -> Option<&'a Value> {
    let found = item.as_array().and_then(|item| call.entity.storage.member(item, name));
    found.filter(|value| **value != Value::Null)
}

fn breaks(call: &Call<'_>, record: &Record, item: &Value, rule: &Rule) -> bool {
    match rule {
        Rule::ObjectIncomplete(name) if *name == record.name => {
            record.fields.iter().any(|field| !field.optional && member(call, item, &field.name).is_none())
        }
        Rule::ObjectField(name, field, rule) if *name == record.name => record
            .field(field)
            .is_some_and(|field| rules::breaks(call, field, member(call, item, &field.name), *rule)),
        _ => false,
    }
}
