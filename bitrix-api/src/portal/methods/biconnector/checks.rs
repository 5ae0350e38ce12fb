//! The entity's own checks: what the spec's error table says, in its order, once the fields have passed one by one.

use bitrix_spec::model::{ErrorCase, Field, FieldRule, ParamRule, ParamType, Rule, Type};

use super::call::{Call, Halt};
use super::column;
use super::objects;
use super::rules;
use crate::php::Value;
use crate::portal::methods::refusal::Refusal;
use crate::portal::state::{State, Values};

/// What a call is about to do.
#[derive(Debug, Default)]
pub(in crate::portal) struct Draft {
    /// The entity that it names.
    pub(super) id: Option<i64>,
    /// The fields that it writes.
    pub(super) values: Values,
}

/// Finds the first error of the method's that answers the call. What is wrong with the items of a list is looked for
/// item by item.
pub(super) fn run(call: &Call<'_>, state: &State, draft: &Draft) -> Result<(), Halt> {
    let cases: Vec<&ErrorCase> = call.entity.family.errors_of(call.method).collect();
    let share_items = |one: &&ErrorCase, other: &&ErrorCase| {
        objects::checked_by(one).is_some_and(|name| objects::checked_by(other) == Some(name))
    };
    for group in cases.chunk_by(share_items) {
        match group {
            [case, ..] if objects::checked_by(case).is_some() => objects::check(call, draft, group)?,
            group => group.iter().try_for_each(|case| one(call, state, draft, case))?,
        }
    }
    Ok(())
}

fn one(call: &Call<'_>, state: &State, draft: &Draft, case: &ErrorCase) -> Result<(), Halt> {
    if case.rules.is_empty() {
        return match unruled(call, state, draft, &case.name)? {
            Some(text) => Err(Refusal::filled(case, &text).into()),
            None => Ok(()),
        };
    }
    for rule in &case.rules {
        match rule {
            Rule::OwnField(name, rule) => {
                let field = call.entity.field(call.release, name);
                if let Some(field) = field.filter(|field| breaks(call, field, draft.values.get(name), *rule))
                {
                    return Err(field_refusal(case, field).into());
                }
            }
            Rule::ObjectField(object, member, FieldRule::Unique) => {
                let doubled = objects::doubled(call, draft, object, member);
                if !doubled.is_empty() {
                    return Err(Refusal::filled(case, &doubled.join(", ")).into());
                }
            }
            Rule::Param(name, ParamRule::Invalid) if has_bad_ids(call, name) => {
                return Err(Refusal::of(case, &[]).into());
            }
            _ => {}
        }
    }
    Ok(())
}

/// Whether an error that no rule implies answers the call: for an entity that is not found, or that cannot go because
/// others belong to it, in the same way in all families.
fn unruled(call: &Call<'_>, state: &State, draft: &Draft, error: &str) -> Result<Option<String>, Halt> {
    let entity = call.entity;
    let answers = |is_broken: bool| Ok(is_broken.then(String::new));
    if error == entity.storage.not_found() {
        return answers(draft.id.is_some_and(|id| state.found(entity, id, call.application).is_none()));
    }
    if let Some(link) = entity.parent.as_ref().filter(|link| link.storage.not_found() == error) {
        let stored = draft.id.and_then(|id| state.row(entity.storage.state_key(), id));
        let id = draft.values.get(&link.field).or_else(|| Some(stored?.get(&link.field)));
        let parent = call.entities.iter().find(|parent| parent.storage.family() == link.storage.family());
        let found = parent.and_then(|parent| state.found(parent, id?.to_int(), call.application));
        return answers(found.is_none());
    }
    if entity.storage.in_use() == Some(error) {
        let points = |link: &super::entity::Link| {
            let mut rows = state.rows(link.storage.state_key());
            rows.any(|row| draft.id.is_some_and(|id| *row.get(&link.field) == Value::Int(id)))
        };
        return answers(entity.children.iter().any(points));
    }
    entity.storage.foresee(error, call, state, draft)
}

/// Whether a field of the entity, or its absence, breaks a rule of its own.
fn breaks(call: &Call<'_>, field: &Field, value: Option<&Value>, rule: FieldRule) -> bool {
    match rule {
        FieldRule::Missing => value.is_none(),
        // The server's modules ask for PHP's `empty`; the storage, which asks for the empty text alone, comes later.
        FieldRule::NotEmpty => value.is_some_and(|value| !value.is_truthy()),
        FieldRule::Elsewhere => value.is_some(),
        rule => rules::breaks(call, field, value, rule),
    }
}

fn field_refusal(case: &ErrorCase, field: &Field) -> Refusal {
    let max = field.max_chars.map(|max| max.to_string()).unwrap_or_default();
    let column = column::name(&field.name);
    let ty = field.write_ty().server_word();
    Refusal::of(case, &[("TITLE", &field.name), ("COLUMN", &column), ("MAX", &max), ("TYPE", ty)])
}

/// Whether a parameter that lists identifiers has something else in its list. What is no list is passed over.
fn has_bad_ids(call: &Call<'_>, name: &str) -> bool {
    let is_list = call.method.params.iter().any(|param| {
        param.name == name
            && matches!(&param.ty, ParamType::Value(ty) if matches!(ty.not_null(), Type::List(_)))
    });
    let items = call.params.get(name).and_then(Value::as_array).filter(|_| is_list);
    items.is_some_and(|items| items.values().any(|id| !id.is_numeric() || id.to_int() <= 0))
}
