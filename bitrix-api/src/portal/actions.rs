//! What the six common methods do once, or before, their parameters have passed the rules.

use bitrix_spec::model::Type;

use super::call::Call;
use super::list;
use super::php::{Array, Value};
use super::refusal::Refusal;
use super::rules::{self, Write};
use super::state::{Row, State};
use super::values;

/// Stores a new entity and gives its identifier.
pub(super) fn add(call: &Call<'_>, state: &mut State) -> Result<Value, Refusal> {
    let mut written = rules::fields(call, Write::New)?;
    rules::objects(call, &mut written)?;
    rules::limits(call, &written)?;
    let table = state.table(call.entity);
    let id = table.next_id();
    for field in &call.entity.record.fields {
        let initial = || if field.is_id() { Value::Int(id) } else { values::initial(field) };
        written.entry(field.name.clone()).or_insert_with(initial);
    }
    table.insert(id, Row { own: true, values: written });
    Ok(Value::Int(id))
}

/// Writes the named fields of an entity.
pub(super) fn update(call: &Call<'_>, state: &mut State) -> Result<Value, Refusal> {
    let id = rules::id(call)?;
    let mut written = rules::fields(call, Write::Patch)?;
    let table = state.table(call.entity);
    table.own(id).ok_or_else(|| not_found(call))?;
    rules::objects(call, &mut written)?;
    rules::limits(call, &written)?;
    table.patch(id, written);
    Ok(Value::Bool(true))
}

/// Gives one entity.
pub(super) fn get(call: &Call<'_>, state: &mut State) -> Result<Value, Refusal> {
    let id = rules::id(call)?;
    let row = state.table(call.entity).own(id).ok_or_else(|| not_found(call))?;
    let fields = call.entity.fields(call.release);
    Ok(fields.map(|field| (field.name.as_str(), row.get(&field.name).clone())).collect::<Array>().into())
}

/// Gives a page of entities.
pub(super) fn list(call: &Call<'_>, state: &mut State) -> Result<Value, Refusal> {
    let query = list::Query::read(call)?;
    Ok(query.run(state.table(call.entity)).into())
}

/// Removes an entity.
pub(super) fn delete(call: &Call<'_>, state: &mut State) -> Result<Value, Refusal> {
    let id = rules::id(call)?;
    state.table(call.entity).own(id).ok_or_else(|| not_found(call))?;
    if let Some(error) = call.entity.storage.forbids_removal(state, id) {
        return Err(call.refusal(error));
    }
    state.table(call.entity).remove(id);
    Ok(Value::Bool(true))
}

/// Describes the fields that this release knows.
pub(super) fn fields(call: &Call<'_>) -> Value {
    let descriptions = call.entity.fields(call.release).map(|field| {
        let is_multiple = matches!(values::plain(&field.ty), Type::List(_));
        let members = [
            ("title", Value::from(field.name.as_str())),
            ("type", Value::from(field.ty.server_word())),
            // "Required" says that every entity has it, so what only the server writes counts too.
            ("isRequired", Value::from(field.required || field.read_only)),
            ("isReadOnly", Value::from(field.read_only)),
            ("isImmutable", Value::from(field.immutable)),
            ("isMultiple", Value::from(is_multiple)),
        ];
        Value::from(members.into_iter().collect::<Array>())
    });
    descriptions.collect::<Array>().into()
}

fn not_found(call: &Call<'_>) -> Refusal {
    call.refusal(call.entity.storage.not_found())
}
