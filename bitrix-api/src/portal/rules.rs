//! The server's checks of what a call sends, in the server's order; the first that fails answers the call.

use bitrix_spec::model::{ErrorCase, Field, FieldRule, ParamRule, Record, Rule, Type};

use super::call::Call;
use super::column;
use super::php::{Array, Value};
use super::refusal::Refusal;
use super::state::Values;
use super::values;

/// What the fields of a call are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// A new entity.
    New,
    /// Changes to one.
    Patch,
}

/// The identifier: numeric, and positive once its fraction is cut.
pub(super) fn id(call: &Call<'_>) -> Result<i64, Refusal> {
    let Some(name) = call.id_param() else { return Ok(0) };
    let breach = |rule| call.breach(&Rule::Param(name.to_owned(), rule), &[]);
    let Some(given) = call.params.get(name) else {
        breach(ParamRule::Missing)?;
        return Ok(0);
    };
    let id = given.to_int();
    if !given.is_numeric() || id <= 0 {
        breach(ParamRule::Invalid)?;
    }
    Ok(id)
}

/// The fields to write, as the server stores them: first all names, then field by field in the order of the table.
pub(super) fn fields(call: &Call<'_>, write: Write) -> Result<Values, Refusal> {
    let Some(param) = call.fields_param() else { return Ok(Values::new()) };
    let Some(given) = call.params.get(param).and_then(Value::as_array).filter(|given| !given.is_empty())
    else {
        call.breach(&Rule::Param(param.to_owned(), ParamRule::Empty), &[])?;
        return Ok(Values::new());
    };

    let names = given.keys().map(ToString::to_string);
    let unknown: Vec<_> = names.filter(|name| call.entity.field(call.release, name).is_none()).collect();
    if !unknown.is_empty() {
        let rule = Rule::Param(param.to_owned(), ParamRule::Unknown);
        call.breach(&rule, &[("LIST_OF_PARAMS", &unknown.join(", "))])?;
    }

    let mut written = Values::new();
    for field in call.entity.fields(call.release) {
        match judge(field, given.get(&field.name), write) {
            Ok(Some(value)) => {
                written.insert(field.name.clone(), value);
            }
            Ok(None) => {}
            Err(rule) => {
                let values = [("TITLE", field.name.as_str()), ("TYPE", field.ty.server_word())];
                call.breach(&Rule::Field(rule), &values)?;
            }
        }
    }
    Ok(written)
}

/// What to store of a field's value, or the rule that it breaks.
fn judge(field: &Field, given: Option<&Value>, write: Write) -> Result<Option<Value>, FieldRule> {
    match given {
        None if field.required && write == Write::New => Err(FieldRule::Missing),
        None => Ok(None),
        Some(_) if field.read_only => Err(FieldRule::ReadOnly),
        Some(_) if field.immutable && write == Write::Patch => Err(FieldRule::Immutable),
        Some(value) => values::take(&field.ty, value).map(Some).ok_or(FieldRule::Type),
    }
}

/// The objects inside the written fields, item by item. Members that the spec does not have are dropped.
pub(super) fn objects(call: &Call<'_>, written: &mut Values) -> Result<(), Refusal> {
    for field in call.entity.fields(call.release) {
        let record = field.ty.object().and_then(|name| call.entity.family.object(name));
        let (Some(record), Some(Value::Array(items))) = (record, written.get(&field.name)) else { continue };
        let kept: Result<Array, Refusal> = items.values().map(|item| object(call, record, item)).collect();
        written.insert(field.name.clone(), kept?.into());
    }
    Ok(())
}

/// One object; its rules are tried in the order of the errors that answer them.
fn object(call: &Call<'_>, record: &Record, item: &Value) -> Result<Value, Refusal> {
    let member = |field: &Field| {
        let found = item.as_array().and_then(|item| call.entity.storage.member(item, &field.name));
        found.filter(|value| **value != Value::Null)
    };
    let is_broken = |rule: &Rule| match rule {
        Rule::ObjectIncomplete(name) if *name == record.name => {
            record.fields.iter().any(|field| !field.optional && member(field).is_none())
        }
        Rule::ObjectField(name, field, rule) if *name == record.name => {
            record.field(field).is_some_and(|field| breaks(call, field, member(field), *rule))
        }
        _ => false,
    };
    let broken = |case: &&ErrorCase| case.rules.iter().any(is_broken);
    if let Some(case) = call.entity.family.errors_of(call.method).find(broken) {
        return Err(Refusal::of(case, &[]));
    }
    let kept = record.fields.iter().filter_map(|field| Some((field.name.as_str(), member(field)?.clone())));
    Ok(kept.collect::<Array>().into())
}

/// Whether a member of an object, or its absence, breaks a rule.
fn breaks(call: &Call<'_>, field: &Field, value: Option<&Value>, rule: FieldRule) -> bool {
    let Some(value) = value else { return rule == FieldRule::Missing && !field.optional };
    match rule {
        FieldRule::Type => values::take(&field.ty, value).is_none(),
        FieldRule::NotEmpty => field.not_empty && value.to_text().is_empty(),
        FieldRule::MaxChars => is_too_long(field, value),
        FieldRule::Enum => match &field.ty {
            Type::Enum(name) => !call.entity.family.enumeration(name).is_some_and(
                |words| matches!(value, Value::Text(text) if words.words.iter().any(|word| word == text)),
            ),
            _ => false,
        },
        FieldRule::Missing | FieldRule::ReadOnly | FieldRule::Immutable => false,
    }
}

/// The storage's own limits. It looks for empty texts in all columns before it measures any.
pub(super) fn limits(call: &Call<'_>, written: &Values) -> Result<(), Refusal> {
    let given =
        || call.entity.fields(call.release).filter_map(|field| Some((field, written.get(&field.name)?)));
    let empty = given().filter(|(field, value)| field.not_empty && value.to_text().is_empty());
    let too_long = given().filter(|(field, value)| is_too_long(field, value));
    let broken = empty
        .map(|(field, _)| (field, FieldRule::NotEmpty))
        .chain(too_long.map(|(field, _)| (field, FieldRule::MaxChars)));
    for (field, rule) in broken {
        let max = field.max_chars.map(|max| max.to_string()).unwrap_or_default();
        call.breach(&Rule::Field(rule), &[("COLUMN", &column::name(&field.name)), ("MAX", &max)])?;
    }
    Ok(())
}

/// Characters count, not bytes; the limit itself passes.
fn is_too_long(field: &Field, value: &Value) -> bool {
    field.max_chars.is_some_and(|max| value.to_text().chars().count() > max as usize)
}
