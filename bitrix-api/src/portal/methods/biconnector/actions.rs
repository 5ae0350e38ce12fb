//! What the six common methods do once, or before, their parameters have passed the rules.

use bitrix_spec::model::{Required, Type};

use super::call::{Call, Halt};
use super::checks::{self, Draft};
use super::rules;
use super::storage::Writer;
use super::{objects, values};
use crate::php::{Array, Value};
use crate::portal::methods::list;
use crate::portal::methods::write::Write;
use crate::portal::state::stamp;
use crate::portal::state::{Row, State};

/// Stores a new entity and gives its identifier.
pub(super) fn add(call: &Call<'_>, state: &mut State) -> Result<Value, Halt> {
    let mut draft = Draft { id: None, values: rules::fields(call, Write::New)? };
    checks::run(call, state, &draft)?;
    rules::limits(call, &draft)?;
    objects::trim(call, &mut draft.values);
    let Some(owner) = call.application else { return Ok(Value::Null) };
    let entity = call.entity;
    let id = state.table(entity).next_id();
    let mut written = draft.values;
    stamp::added(&entity.record, &mut written);
    for field in &entity.record.fields {
        let initial = || if field.is_id() { Value::Int(id) } else { values::initial(entity, field) };
        // What the server checks and does not read is as if it had not been sent.
        if field.ignored {
            written.insert(field.name.clone(), initial());
        } else {
            written.entry(field.name.clone()).or_insert_with(initial);
        }
    }
    entity.storage.settle(entity, state, id, &mut written, Writer::Call)?;
    state.table(entity).insert(id, Row { owner, values: written, verdict: None });
    Ok(Value::Int(id))
}

/// Writes the named fields of an entity.
pub(super) fn update(call: &Call<'_>, state: &mut State) -> Result<Value, Halt> {
    let id = rules::id(call)?;
    let mut draft = Draft { id: Some(id), values: rules::fields(call, Write::Patch)? };
    checks::run(call, state, &draft)?;
    rules::limits(call, &draft)?;
    objects::trim(call, &mut draft.values);
    let entity = call.entity;
    let mut written = draft.values;
    written.retain(|name, _| entity.record.field(name).is_none_or(|field| !field.ignored));
    stamp::changed(&entity.record, &mut written);
    entity.storage.settle(entity, state, id, &mut written, Writer::Call)?;
    state.table(entity).patch(id, written, entity.storage.endpoint());
    Ok(Value::Bool(true))
}

/// Gives one entity.
pub(super) fn get(call: &Call<'_>, state: &State) -> Result<Value, Halt> {
    let id = rules::id(call)?;
    checks::run(call, state, &Draft { id: Some(id), ..Draft::default() })?;
    let Some(row) = state.found(call.entity, id, call.application) else { return Ok(Value::Null) };
    let fields = call.entity.known(call.release).filter(|field| field.is_returned_by(&call.method.name));
    let shown = fields.map(|field| {
        let (name, value) = call.entity.storage.show(call, field, row.get(&field.name).clone());
        (name, value)
    });
    Ok(shown.collect::<Array>().into())
}

/// Gives a page of entities.
pub(super) fn list(call: &Call<'_>, state: &State) -> Result<Value, Halt> {
    let query = list::Query::read(call)?;
    Ok(query.run(call, state).into())
}

/// Removes an entity.
pub(super) fn delete(call: &Call<'_>, state: &mut State) -> Result<Value, Halt> {
    let id = rules::id(call)?;
    checks::run(call, state, &Draft { id: Some(id), ..Draft::default() })?;
    state.table(call.entity).remove(id);
    Ok(Value::Bool(true))
}

/// Describes the fields that this release knows.
pub(super) fn fields(call: &Call<'_>) -> Value {
    let descriptions = call.entity.fields(call.release).map(|field| {
        let members = [
            ("title", Value::from(field.name.as_str())),
            ("type", Value::from(field.ty.server_word())),
            // "Required" says that every entity has it, so what only the server writes counts too.
            ("isRequired", Value::from(field.required != Required::No || field.read_only)),
            ("isReadOnly", Value::from(field.read_only)),
            ("isImmutable", Value::from(field.immutable)),
            ("isMultiple", Value::from(matches!(field.ty.not_null(), Type::List(_)))),
        ];
        Value::from(members.into_iter().collect::<Array>())
    });
    descriptions.collect::<Array>().into()
}
