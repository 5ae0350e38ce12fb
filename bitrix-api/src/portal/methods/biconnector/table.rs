//! Tables, which `biconnector.table` and the older `biconnector.dataset` share: what their specs do not say of how the
//! server keeps them.

use bitrix_spec::model::{Field, Type};

use super::call::{Call, Halt};
use super::checks::{self, Draft};
use super::entity::Entity;
use super::objects;
use super::rules;
use super::storage::{Storage, Writer};
use crate::php::{Array, Key, Value};
use crate::portal::methods::system_code::SystemCode;
use crate::portal::state::stamp;
use crate::portal::state::{Row, State, Values};

/// The storage of tables, under one of their two names.
#[derive(Debug)]
pub(super) struct Tables {
    family: &'static str,
    /// Whether a table has a data set in BI Builder, which a portal without BI Builder fails to remove.
    has_data_set: bool,
}

/// `biconnector.table`.
pub(super) const TABLE: Tables = Tables { family: "biconnector.table", has_data_set: false };
/// `biconnector.dataset`.
pub(super) const DATASET: Tables = Tables { family: "biconnector.dataset", has_data_set: true };

impl Storage for Tables {
    fn family(&self) -> &'static str {
        self.family
    }

    fn state_key(&self) -> &'static str {
        "tables"
    }

    fn not_found(&self) -> &'static str {
        "DATASET_NOT_FOUND"
    }

    fn seeded_name<'n>(&self, name: &'n str) -> &'n str {
        if name == "columns" { "fields" } else { name }
    }

    fn unique_member(&self, field: &str) -> Option<&'static str> {
        (field == "fields").then_some("name")
    }

    fn foresee(
        &self,
        error: &str,
        call: &Call<'_>,
        state: &State,
        draft: &Draft,
    ) -> Result<Option<String>, Halt> {
        let name = || draft.values.get("name").map(Value::to_text).filter(|_| draft.id.is_none());
        let clashing = |member: &str| Ok(clashing(call, state, draft, member));
        match error {
            "DATASET_ALREADY_EXIST" => Ok(name().filter(|name| is_known_to_bi_builder(state, name))),
            "NAME_EXISTS" => {
                let is_taken = |name: &String| {
                    state.rows(self.state_key()).any(|row| row.get("name").to_text() == *name)
                };
                Ok(name().filter(is_taken))
            }
            "VALIDATION_DUPLICATE_EXIST_CODE" => clashing("externalCode"),
            "VALIDATION_DUPLICATE_EXIST_NAME" => clashing("name"),
            // The call that removes a data set dies wherever BI Builder is deployed.
            "NOT_DELETED" => Err(Halt::Crash),
            _ => Ok(None),
        }
    }

    fn settle(
        &self,
        entity: &Entity,
        state: &mut State,
        id: i64,
        values: &mut Values,
        _written_by: Writer,
    ) -> Result<(), Halt> {
        let is_new = state.row(self.state_key(), id).is_none();
        if self.has_data_set && is_new {
            values.insert("externalId".to_owned(), Value::Int(id));
        }
        if let Some(Value::Array(columns)) = values.get("fields") {
            let columns = columns.clone();
            let settled =
                columns.values().map(|column| settled(entity, state, id, column)).collect::<Array>();
            values.insert("fields".to_owned(), settled.into());
        }
        Ok(())
    }

    /// Columns have a description on newer portals, which nothing can set.
    fn show<'f>(&self, call: &Call<'_>, field: &'f Field, value: Value) -> (&'f str, Value) {
        let Some(record) = call.entity.item(field) else { return (&field.name, value) };
        let known = |field: &&Field| call.release.knows(field.since.as_deref());
        let columns = value.as_array().into_iter().flat_map(Array::values).filter_map(Value::as_array);
        let shown = columns.map(|column| {
            let members = record.fields.iter().filter(known).map(|field| {
                let value = column.get(&field.name).cloned();
                (field.name.as_str(), value.unwrap_or_else(|| Value::from("")))
            });
            Value::from(members.collect::<Array>())
        });
        (&field.name, shown.collect::<Array>().into())
    }

    fn run(&self, call: &Call<'_>, state: &mut State) -> Result<Value, Halt> {
        if call.method.name != "fields.update" {
            return Err(SystemCode::MethodNotFound.into());
        }
        let id = rules::id(call)?;
        let draft = Draft { id: Some(id), ..Draft::default() };
        checks::run(call, state, &draft)?;
        rules::limits(call, &draft)?;
        change_columns(call, state, id, &draft);
        Ok(Value::Bool(true))
    }
}

/// The values of a member that columns to add share with columns that the table has.
fn clashing(call: &Call<'_>, state: &State, draft: &Draft, member: &str) -> Option<String> {
    let stored = state.row("tables", draft.id?)?.get("fields").as_array()?;
    let is_taken = |value: &String| {
        let columns = stored.values().filter_map(Value::as_array);
        columns.filter_map(|column| column.get(member)).any(|known| known.to_text() == *value)
    };
    let added = objects::items(call, draft, "NewColumn").filter_map(Value::as_array);
    let values = added.filter_map(|column| Some(column.get(member)?.to_text()));
    let taken: Vec<String> = values.filter(is_taken).collect();
    (!taken.is_empty()).then(|| taken.join(", "))
}

fn is_known_to_bi_builder(state: &State, name: &str) -> bool {
    state.bi_tables.iter().any(|known| known == name)
}

/// A column as it is kept: with an identifier, and visible unless it says otherwise.
fn settled(entity: &Entity, state: &mut State, table: i64, column: &Value) -> Value {
    let given = column.as_array().cloned().unwrap_or_default();
    let id = match given.get("id") {
        // Only states give columns identifiers.
        Some(Value::Int(id)) => {
            state.table(entity).reserve_item_id(*id);
            *id
        }
        _ => state.table(entity).next_item_id(),
    };
    let or = |name: &str, value: Value| given.get(name).cloned().unwrap_or(value);
    let members = [
        ("id", Value::Int(id)),
        ("datasetId", Value::Int(table)),
        ("type", or("type", Value::from("string"))),
        ("name", or("name", Value::from(""))),
        ("externalCode", or("externalCode", Value::from(""))),
        ("visible", or("visible", Value::Bool(true))),
        ("description", or("description", Value::from(""))),
    ];
    members.into_iter().collect::<Array>().into()
}

/// Shows and hides, adds and removes columns, in this order. Whose a column is, is only asked of those that change.
fn change_columns(call: &Call<'_>, state: &mut State, id: i64, draft: &Draft) {
    let changes: Vec<(i64, bool)> = objects::items(call, draft, "ColumnChange")
        .filter_map(Value::as_array)
        .filter_map(|change| Some((change.get("id")?.to_int(), change.get("visible")?.is_truthy())))
        .collect();
    let record = call.entity.family.object("NewColumn");
    let added: Vec<Value> = objects::items(call, draft, "NewColumn")
        .filter_map(|column| Some(objects::trimmed(call, record?, column)))
        .collect();
    let added: Vec<Value> = added.iter().map(|column| settled(call.entity, state, id, column)).collect();
    let removed: Vec<i64> = removed(call);
    for (table, row) in state.table(call.entity).rows_mut() {
        let mut columns: Vec<Value> =
            row.get("fields").as_array().into_iter().flat_map(Array::values).cloned().collect();
        if *table == id {
            for column in &mut columns {
                change(column, &changes);
            }
            columns.extend(added.iter().cloned());
            note_change(call, row);
        }
        columns.retain(|column| !removed.contains(&column_id(column)));
        row.values.insert("fields".to_owned(), columns.into_iter().collect::<Array>().into());
    }
}

fn note_change(call: &Call<'_>, row: &mut Row) {
    stamp::changed(&call.entity.record, &mut row.values);
}

fn change(column: &mut Value, changes: &[(i64, bool)]) {
    let id = column_id(column);
    let Value::Array(column) = column else { return };
    if let Some((_, visible)) = changes.iter().rev().find(|(changed, _)| *changed == id) {
        column.insert(Key::from("visible"), Value::Bool(*visible));
    }
}

fn column_id(column: &Value) -> i64 {
    column.as_array().and_then(|column| column.get("id")).map(Value::to_int).unwrap_or_default()
}

/// The identifiers in the parameter that lists those of columns.
fn removed(call: &Call<'_>) -> Vec<i64> {
    let lists_ids = |ty: &Type| matches!(ty.not_null(), Type::List(item) if matches!(&**item, Type::Id(of) if of.name == "Column"));
    let params = call
        .method
        .params
        .iter()
        .filter(|param| matches!(&param.ty, bitrix_spec::model::ParamType::Value(ty) if lists_ids(ty)));
    let lists = params.filter_map(|param| call.params.get(&param.name)?.as_array());
    lists.flat_map(Array::values).map(Value::to_int).collect()
}
