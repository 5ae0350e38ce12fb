//! Sources: what the spec does not say of how the server keeps them.

use bitrix_spec::model::Field;

use super::call::{Call, Halt};
use super::checks::Draft;
use super::connector::Connector;
use super::endpoint::Endpoint;
use super::entity::Entity;
use super::storage::{Storage, Writer};
use crate::php::{Array, Key, Value};
use crate::portal::state::release::Release;
use crate::portal::state::{Row, State, Values};

/// The storage of `biconnector.source`.
#[derive(Debug)]
pub(super) struct Source;

impl Storage for Source {
    fn family(&self) -> &'static str {
        "biconnector.source"
    }

    fn state_key(&self) -> &'static str {
        "sources"
    }

    fn not_found(&self) -> &'static str {
        "SOURCE_NOT_FOUND"
    }

    fn in_use(&self) -> Option<&'static str> {
        Some("BX_ERROR")
    }

    /// The connector's `urlCheck` is called for every add and update.
    fn foresee(
        &self,
        error: &str,
        call: &Call<'_>,
        state: &State,
        draft: &Draft,
    ) -> Result<Option<String>, Halt> {
        if !matches!(error, "SOURCE_CREATE_CONNECTION_ERROR" | "SOURCE_UPDATE_CONNECTION_ERROR") {
            return Ok(None);
        }
        let stored = draft.id.and_then(|id| state.row(self.state_key(), id));
        let Some(connector) = connector_of(state, &draft.values, stored) else { return Ok(None) };
        match verdict(state, connector).or(call.verdict) {
            Some(true) => Ok(None),
            Some(false) => Ok(Some(String::new())),
            None => Err(Halt::Ask(Endpoint::new(
                connector.get("urlCheck").to_text(),
                Array::default(),
                connection(&settings(connector, list_in(&draft.values), stored.and_then(kept))?),
            ))),
        }
    }

    fn settle(
        &self,
        entity: &Entity,
        state: &mut State,
        id: i64,
        values: &mut Values,
        written_by: Writer,
    ) -> Result<(), Halt> {
        let stored = state.row(self.state_key(), id);
        let Some(connector) = connector_of(state, values, stored) else { return Ok(()) };
        let (written, kept) = match list_in(values) {
            Some(sent) if written_by == Writer::Seed && is_kept(sent) => (None, Some(sent)),
            written => (written, stored.and_then(kept)),
        };
        let settled = settings(connector, written, kept)?;
        let code = format!("rest_{}", connector.get("id").to_int());
        let settled: Vec<(Option<i64>, Array)> = settled
            .iter()
            .map(|setting| (kept.and_then(|kept| number_in(kept, setting)), setting.members().collect()))
            .collect();
        let is_new = stored.is_none();
        let mut numbered = Vec::with_capacity(settled.len());
        for (number, members) in settled {
            // A value keeps its number, and a number is given once.
            let table = state.table(entity);
            let number = number.unwrap_or_else(|| table.next_item_id());
            table.reserve_item_id(number);
            let members = members.iter().map(|(name, value)| (name.clone(), value.clone()));
            let number = std::iter::once((Key::from("id"), Value::Int(number)));
            numbered.push(Value::from(number.chain(members).collect::<Array>()));
        }
        values.insert("settings".to_owned(), numbered.into_iter().collect::<Array>().into());
        if is_new {
            values.insert("code".to_owned(), Value::from(code));
        }
        Ok(())
    }

    /// Lists have the settings without their numbers, and none where there is no value; `get` of this release spells the
    /// connector's name its own way.
    fn show<'f>(&self, call: &Call<'_>, field: &'f Field, value: Value) -> (&'f str, Value) {
        let is_list = call.method.list.is_some();
        match (field.name.as_str(), value) {
            ("connectorId", value) if !is_list && call.release == Release::R26_250 => {
                (field.aliases.first().unwrap_or(&field.name), value)
            }
            ("settings", Value::Array(settings)) if is_list && settings.is_empty() => {
                (&field.name, Value::Null)
            }
            ("settings", Value::Array(settings)) if is_list && call.release == Release::R26_250 => {
                (&field.name, settings.values().map(without_id).collect::<Array>().into())
            }
            (_, value) => (&field.name, value),
        }
    }
}

/// What the state says that calling a connector's `urlCheck` comes to.
pub(super) fn verdict(state: &State, connector: &Row) -> Option<bool> {
    state.url_check.or(connector.verdict)
}

/// The value of a setting that the connector declares.
struct Setting<'s> {
    declared: &'s Array,
    value: String,
}

impl Setting<'_> {
    fn members(&self) -> impl Iterator<Item = (&'static str, Value)> {
        let declared = ["code", "name", "type"].map(|name| {
            (name, Connector.member(self.declared, name).cloned().unwrap_or_else(|| Value::from("")))
        });
        declared.into_iter().chain(std::iter::once(("value", Value::from(self.value.as_str()))))
    }
}

/// The settings that the source will have: what is written over what is stored, and nothing that the connector does not
/// declare.
fn settings<'s>(
    connector: &'s Row,
    written: Option<&Array>,
    kept: Option<&Array>,
) -> Result<Vec<Setting<'s>>, Halt> {
    let declared = connector.get("settings").as_array().into_iter().flat_map(Array::values);
    let mut settings = Vec::new();
    for declared in declared.filter_map(Value::as_array) {
        let Some(code) = Connector.member(declared, "code").map(Value::to_text) else { continue };
        // They are sent by their codes; a list of them, as `get` gives it, says nothing.
        let value = written.and_then(|written| written.get(&code));
        let value = value.or_else(|| item_of(kept?, &code)?.get("value"));
        match value {
            // The server dies over a list where a text belongs.
            Some(Value::Array(_)) => return Err(Halt::Crash),
            Some(value) => settings.push(Setting { declared, value: value.to_text().trim().to_owned() }),
            None => {}
        }
    }
    Ok(settings)
}

/// The settings among the values of a source.
fn list_in(values: &Values) -> Option<&Array> {
    values.get("settings").and_then(Value::as_array)
}

/// The settings of a stored source.
fn kept(source: &Row) -> Option<&Array> {
    list_in(&source.values)
}

/// Whether settings are as they are kept. One may be called `0`, which makes a list of what is sent too.
fn is_kept(settings: &Array) -> bool {
    settings.is_list() && settings.values().all(|item| item.as_array().is_some())
}

/// A setting as it is kept: one of a list.
fn item_of<'k>(kept: &'k Array, code: &str) -> Option<&'k Array> {
    let mut items = kept.values().filter_map(Value::as_array);
    items.find(|item| item.get("code").is_some_and(|known| known.to_text() == code))
}

/// The number that a setting's value has among those that are kept.
fn number_in(kept: &Array, setting: &Setting<'_>) -> Option<i64> {
    let code = Connector.member(setting.declared, "code")?.to_text();
    item_of(kept, &code)?.get("id").map(Value::to_int)
}

fn connection(settings: &[Setting<'_>]) -> Array {
    let code = |setting: &Setting<'_>| Some(Connector.member(setting.declared, "code")?.to_text());
    let members = settings.iter().filter_map(|setting| {
        Some((Key::from(code(setting)?.as_str()), Value::from(setting.value.as_str())))
    });
    members.collect()
}

/// What the endpoints of a stored source's connector are told of it.
pub(super) fn connection_of(connector: &Row, source: &Row) -> Array {
    // What is stored has no lists in it that a crash could come of.
    settings(connector, None, kept(source)).map(|kept| connection(&kept)).unwrap_or_default()
}

fn connector_of<'s>(state: &'s State, values: &Values, stored: Option<&Row>) -> Option<&'s Row> {
    let id = values.get("connectorId").or_else(|| stored.map(|row| row.get("connectorId")))?;
    state.row(Connector.state_key(), id.to_int())
}

fn without_id(setting: &Value) -> Value {
    let members = setting.as_array().into_iter().flat_map(Array::iter);
    let members = members.filter(|(name, _)| name.to_string() != "id");
    members.map(|(name, value)| (name.clone(), value.clone())).collect::<Array>().into()
}
