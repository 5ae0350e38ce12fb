//! The server's checks of what a call sends, field by field in the order of the table; the first that fails answers the
//! call. The storage's limits come last of all.

use bitrix_spec::model::{Field, FieldRule, ParamRule, Required, Rule, Type};

use super::call::Call;
use super::checks::Draft;
use super::column;
use super::objects;
use super::values;
use crate::php::Value;
use crate::portal::methods::refusal::Refusal;
use crate::portal::methods::write::Write;
use crate::portal::state::Values;

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

/// The fields to write, as the server takes them: first all names, then field by field in the order of the table.
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
                let values = [("TITLE", field.name.as_str()), ("TYPE", field.write_ty().server_word())];
                call.breach(&Rule::Field(rule), &values)?;
            }
        }
    }
    Ok(written)
}

/// What to take of a field's value, or the rule that it breaks.
fn judge(field: &Field, given: Option<&Value>, write: Write) -> Result<Option<Value>, FieldRule> {
    match given {
        None if field.required != Required::No && write == Write::New => Err(FieldRule::Missing),
        None => Ok(None),
        Some(_) if field.read_only => Err(FieldRule::ReadOnly),
        Some(_) if field.immutable && write == Write::Patch => Err(FieldRule::Immutable),
        Some(value) => values::take(field.write_ty(), value).map(Some).ok_or(FieldRule::Type),
    }
}

/// Whether a value, or its absence, breaks a rule of a field's: the entity's or an object's.
pub(super) fn breaks(call: &Call<'_>, field: &Field, value: Option<&Value>, rule: FieldRule) -> bool {
    let Some(value) = value else { return rule == FieldRule::Missing && !field.optional };
    match rule {
        FieldRule::Type => values::take(field.write_ty(), value).is_none(),
        FieldRule::NotEmpty => field.not_empty && value.to_text().is_empty(),
        FieldRule::MaxChars => is_too_long(field, value),
        FieldRule::Pattern => !field.matches(&value.to_text()),
        FieldRule::Enum => match field.write_ty() {
            Type::Enum(name) => !call.entity.family.enumeration(name).is_some_and(
                |words| matches!(value, Value::Text(text) if words.words.iter().any(|word| word == text)),
            ),
            _ => false,
        },
        FieldRule::Missing
        | FieldRule::ReadOnly
        | FieldRule::Immutable
        | FieldRule::Elsewhere
        | FieldRule::Unique => false,
    }
}

/// The storage's own limits. It looks for empty texts in all columns before it measures any. What an error of the
/// field's own is about has been looked at before.
pub(super) fn limits(call: &Call<'_>, draft: &Draft) -> Result<(), Refusal> {
    let given =
        || call.entity.fields(call.release).filter_map(|field| Some((field, draft.values.get(&field.name)?)));
    let has_own = |field: &Field, rule| {
        let own = Rule::OwnField(field.name.clone(), rule);
        call.entity.family.refusal(call.method, &own).is_some()
    };
    let broken = |rule: FieldRule| {
        given()
            .filter(move |(field, value)| breaks(call, field, Some(value), rule) && !has_own(field, rule))
            .map(move |(field, _)| (field, rule))
    };
    let texts = broken(FieldRule::NotEmpty).filter(|(field, _)| field.write_ty().is_text());
    let inside = objects::too_long(call, draft).map(|field| (field, FieldRule::MaxChars));
    for (field, rule) in texts.chain(broken(FieldRule::MaxChars)).chain(inside) {
        let max = field.max_chars.map(|max| max.to_string()).unwrap_or_default();
        call.breach(&Rule::Field(rule), &[("COLUMN", &column::name(&field.name)), ("MAX", &max)])?;
    }
    Ok(())
}

/// Characters count, not bytes; the limit itself passes.
pub(super) fn is_too_long(field: &Field, value: &Value) -> bool {
    field.max_chars.is_some_and(|max| value.to_text().chars().count() > max as usize)
}
