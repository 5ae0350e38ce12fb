//! Reads a seeded state, and names the place of what is wrong with one.

use std::collections::{BTreeMap, HashSet};

use bitrix_spec::model::Type;

use super::release::{NotARelease, Release};
use super::stamp;
use super::unique_keys::UniqueKeys;
use super::{Row, State};
use crate::php::{Array, Value};
use crate::portal::authorisation::application::Application;
use crate::portal::methods::Methods;
use crate::portal::methods::biconnector::entity::Entity;
use crate::portal::methods::biconnector::storage::Writer;
use crate::portal::methods::biconnector::values;
use crate::portal::methods::crm;

/// A state that the portal cannot take: the place, and what was expected there.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {problem}")]
pub struct SeedError {
    place: String,
    problem: String,
    is_in_text: bool,
}

impl SeedError {
    /// Where in the state, `connectors[2].sort`; for a text that is no JSON its line and column, `3:14`.
    #[must_use]
    pub fn place(&self) -> &str {
        &self.place
    }

    /// What is wrong there: `expected an integer`.
    #[must_use]
    pub fn problem(&self) -> &str {
        &self.problem
    }

    /// Whether the place is a line and a column.
    #[must_use]
    pub fn is_in_text(&self) -> bool {
        self.is_in_text
    }

    pub(in crate::portal) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
        Self { place: place.into(), problem: problem.into(), is_in_text: false }
    }

    fn of_text(error: &serde_json::Error) -> Self {
        let (line, column) = (error.line(), error.column());
        let message = error.to_string();
        // The place goes in front, where it belongs in a line that begins with a file's name.
        let problem = message.strip_suffix(&format!(" at line {line} column {column}")).unwrap_or(&message);
        Self { place: format!("{line}:{column}"), problem: problem.to_owned(), is_in_text: true }
    }
}

/// Reads the JSON of a state, from wherever it comes.
pub(in crate::portal) fn parse(json: &[u8]) -> Result<Value, SeedError> {
    let state = serde_json::from_slice(json).map_err(|error| SeedError::of_text(&error))?;
    let unique: Result<UniqueKeys, _> = serde_json::from_slice(json);
    unique.map_err(|error| SeedError::of_text(&error))?;
    Ok(state)
}

/// Reads a whole state. Where it leaves out the release or the deals, they are those of the blank one.
pub(in crate::portal) fn read(state: &Value, methods: &Methods, blank: State) -> Result<State, SeedError> {
    let entities = &methods.entities;
    let parts = state.as_array().ok_or_else(|| SeedError::new("state", "expected an object"))?;
    let mut read = blank;
    let mut tables = Vec::new();
    for (key, part) in parts.iter() {
        let key_text = key.to_string();
        match key_text.as_str() {
            "portal" => read.release = release_of(part)?,
            "access" => read.access = yes_or_no("access", part)?,
            "urlCheck" => read.url_check = Some(yes_or_no("urlCheck", part)?),
            "biTables" => read.bi_tables = texts("biTables", part)?,
            "deals" => read.deals = crm::read(&methods.crm, part)?,
            _ => match entities.iter().find(|entity| entity.storage.state_key() == key_text) {
                Some(_) => tables.push((key_text, part)),
                None => return Err(unknown_part(key_text, entities)),
            },
        }
    }
    // What others belong to comes before them, in whichever order the state has them.
    for entity in entities {
        // Two families may share a part; the first of them reads it.
        if let Some(at) = tables.iter().position(|(key, _)| key == entity.storage.state_key()) {
            let (_, part) = tables.swap_remove(at);
            table(part, entity, &mut read)?;
        }
    }
    Ok(read)
}

fn unknown_part(key: String, entities: &[Entity]) -> SeedError {
    let tables = entities.iter().map(|entity| entity.storage.state_key());
    let mut known: Vec<&str> = vec!["portal", "access"];
    known.extend(tables);
    // Two families may share a part.
    known.dedup();
    known.extend(["deals", "biTables", "urlCheck"]);
    SeedError::new(key, format!("a state has no such part; it may have {}", known.join(", ")))
}

fn yes_or_no(place: &str, part: &Value) -> Result<bool, SeedError> {
    match part {
        Value::Bool(is_so) => Ok(*is_so),
        _ => Err(SeedError::new(place, "expected true or false")),
    }
}

fn texts(place: &str, part: &Value) -> Result<Vec<String>, SeedError> {
    let items = part.as_array().filter(|items| items.is_list());
    let items = items.ok_or_else(|| SeedError::new(place, "expected a list"))?.values().enumerate();
    let texts = items.map(|(at, item)| match item {
        Value::Text(text) => Ok(text.clone()),
        _ => Err(SeedError::new(format!("{place}[{at}]"), expected(&Type::String))),
    });
    texts.collect()
}

fn release_of(part: &Value) -> Result<Release, SeedError> {
    let release = match part {
        Value::Text(word) => word.parse(),
        _ => Err(NotARelease),
    };
    release.map_err(|error: NotARelease| SeedError::new("portal", error.to_string()))
}

fn table(part: &Value, entity: &Entity, state: &mut State) -> Result<(), SeedError> {
    let key = entity.storage.state_key();
    let items = part.as_array().filter(|items| items.is_list());
    state.table(entity);
    for (at, item) in items.ok_or_else(|| SeedError::new(key, "expected a list"))?.values().enumerate() {
        let place = format!("{key}[{at}]");
        let item = item.as_array().ok_or_else(|| SeedError::new(&place, "expected an object"))?;
        let id = id(item, "id", &place)?;
        settle(entity, state, id, row(id, item, entity, &place)?, &place)?;
    }
    Ok(())
}

/// The identifier of an item at `place`, under the name that it has there.
pub(in crate::portal) fn id(item: &Array, name: &str, place: &str) -> Result<i64, SeedError> {
    match item.get(name) {
        Some(Value::Int(id)) if (1..=i64::from(i32::MAX)).contains(id) => Ok(*id),
        _ => {
            let expected = format!("expected an integer from 1 to {}", i32::MAX);
            Err(SeedError::new(format!("{place}.{name}"), expected))
        }
    }
}

/// What is said of an identifier that two items have.
pub(in crate::portal) fn taken(id: i64, name: &str, place: &str) -> SeedError {
    SeedError::new(format!("{place}.{name}"), format!("{id} is the id of an earlier one"))
}

/// Looks at what is listed inside of an entity: its identifiers, if it has any, and the member of which no two items may
/// have the same.
fn check_items(value: &Value, unique: Option<&str>, place: &str) -> Result<(), SeedError> {
    let (mut ids, mut names) = (HashSet::new(), HashSet::new());
    let items = value.as_array().filter(|items| items.is_list()).into_iter().flat_map(Array::values);
    for (at, item) in items.enumerate() {
        let Some(item) = item.as_array() else { continue };
        let place = format!("{place}[{at}]");
        if item.get("id").is_some() {
            let id = id(item, "id", &place)?;
            if !ids.insert(id) {
                return Err(taken(id, "id", &place));
            }
        }
        if let Some((member, value)) = unique.and_then(|member| Some((member, item.get(member)?.to_text())))
            && !names.insert(value.clone())
        {
            let problem = format!("{value:?} is the {member} of an earlier one");
            return Err(SeedError::new(format!("{place}.{member}"), problem));
        }
    }
    Ok(())
}

fn row(id: i64, item: &Array, entity: &Entity, place: &str) -> Result<Seeded, SeedError> {
    let mut owner = None;
    let mut verdict = None;
    let mut given = BTreeMap::new();
    for (name, value) in item.iter() {
        let name = name.to_string();
        let place = || format!("{place}.{name}");
        if name == "owner" {
            let known = matches!(value, Value::Text(_)).then(|| Application::from_word(&value.to_text()));
            let expected = "expected \"self\", \"second\" or \"other\"";
            owner = Some(known.flatten().ok_or_else(|| SeedError::new(place(), expected))?);
            continue;
        }
        let name = entity.storage.seeded_name(&name).to_owned();
        if let (Value::Bool(said), true) = (value, entity.storage.endpoint() == Some(&name)) {
            verdict = Some(*said);
            continue;
        }
        let field = entity.record.field(&name);
        let field = field.ok_or_else(|| {
            let known: Vec<&str> = entity.record.fields.iter().map(|field| field.name.as_str()).collect();
            let kind = entity.record.name.to_lowercase();
            let problem = format!("a {kind} has no such field; it may have owner, {}", known.join(", "));
            SeedError::new(place(), problem)
        })?;
        let is_written = field.write.as_ref().is_some_and(|write| holds(write, value));
        let is_other_kind = matches!(field.ty, Type::Enum(_)) && matches!(value, Value::Text(_));
        if !holds(&field.ty, value) && !is_written && !is_other_kind {
            return Err(SeedError::new(place(), expected(field.write_ty())));
        }
        check_items(value, entity.storage.unique_member(&name), &place())?;
        given.insert(name, value.clone());
    }
    // An endpoint that the state gives no address of answers as it should.
    let has_address = entity.storage.endpoint().is_none_or(|endpoint| given.contains_key(endpoint));
    let verdict = verdict.or_else(|| (!has_address).then_some(true));
    stamp::added(&entity.record, &mut given);
    for field in &entity.record.fields {
        given.entry(field.name.clone()).or_insert_with(|| values::sample(entity, field, id));
    }
    Ok(Seeded { owner, row: Row { owner: Application::First, values: given, verdict } })
}

/// A row whose owner is not known yet, if the state does not say it.
struct Seeded {
    owner: Option<Application>,
    row: Row,
}

/// Puts an entity into the state: it belongs to whom it says, or to the owner of what it belongs to.
fn settle(entity: &Entity, state: &mut State, id: i64, seeded: Seeded, place: &str) -> Result<(), SeedError> {
    let Seeded { owner, mut row } = seeded;
    row.owner = owner.or(parent(entity, state, &row, place)?).unwrap_or(Application::First);
    let settled = entity.storage.settle(entity, state, id, &mut row.values, Writer::Seed);
    settled.map_err(|_| SeedError::new(place, "a setting's value must be a text"))?;
    if state.table(entity).insert(id, row) {
        return Ok(());
    }
    Err(taken(id, "id", place))
}

/// The owner of what an entity belongs to; it need not say to what, but may not name what is not there.
fn parent(entity: &Entity, state: &State, row: &Row, place: &str) -> Result<Option<Application>, SeedError> {
    let Some(link) = &entity.parent else { return Ok(None) };
    let (key, id) = (link.storage.state_key(), row.get(&link.field).to_int());
    match state.row(key, id) {
        Some(parent) => Ok(Some(parent.owner)),
        None if id == 0 => Ok(None),
        None => {
            let problem = format!("none of the {key} has the id {id}");
            Err(SeedError::new(format!("{place}.{}", link.field), problem))
        }
    }
}

/// Whether a stored field of this type may have this value.
fn holds(ty: &Type, value: &Value) -> bool {
    match ty {
        Type::Integer | Type::Id(_) => matches!(value, Value::Int(_)),
        Type::Decimal | Type::String | Type::Secret | Type::Enum(_) | Type::Date | Type::DateTime => {
            matches!(value, Value::Text(_))
        }
        Type::Any => true,
        Type::Boolean(_) => matches!(value, Value::Bool(_)),
        Type::Object(_) | Type::Entity(_) | Type::Map(_) => matches!(value, Value::Array(_)),
        Type::Option(inner) => *value == Value::Null || holds(inner, value),
        Type::List(inner) => value
            .as_array()
            .is_some_and(|items| items.is_list() && items.values().all(|item| holds(inner, item))),
    }
}

pub(in crate::portal) fn expected(ty: &Type) -> String {
    match ty {
        Type::Integer | Type::Id(_) => "expected an integer".to_owned(),
        Type::Decimal | Type::String | Type::Secret | Type::Enum(_) => "expected a text".to_owned(),
        Type::Boolean(_) => "expected true or false".to_owned(),
        Type::Date | Type::DateTime => "expected a date like \"2025-03-24 07:25:59\"".to_owned(),
        Type::Any => "expected a value".to_owned(),
        Type::Object(_) | Type::Entity(_) | Type::Map(_) => "expected an object".to_owned(),
        Type::Option(inner) => format!("{} or null", expected(inner)),
        Type::List(_) => "expected a list of objects".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::php::Value;
    use crate::portal::methods::Methods;
    use crate::portal::state::State;
    use crate::portal::state::release::Release;

    fn methods() -> Methods {
        Methods::read().expect("the shipped specs are sound")
    }

    fn blank() -> State {
        State::empty(Release::default())
    }

    fn error(state: &str) -> String {
        let state: Value = serde_json::from_str(state).expect("it is JSON");
        read(&state, &methods(), blank()).expect_err("it is no state").to_string()
    }

    #[test]
    fn what_is_wrong_is_named_with_its_place() {
        for (state, message) in [
            ("5", "state: expected an object"),
            (r#"{"portal":"27"}"#, "portal: expected \"26.250\" or \"newer\""),
            (r#"{"access":0}"#, "access: expected true or false"),
            (r#"{"connectors":{"a":1}}"#, "connectors: expected a list"),
            (r#"{"connectors":[4]}"#, "connectors[0]: expected an object"),
            (r#"{"connectors":[{"id":0}]}"#, "connectors[0].id: expected an integer from 1 to 2147483647"),
            (r#"{"connectors":[{"id":1},{"id":1}]}"#, "connectors[1].id: 1 is the id of an earlier one"),
            (
                r#"{"connectors":[{"id":1},{"id":2},{"id":3,"sort":"x"}]}"#,
                "connectors[2].sort: expected an integer",
            ),
            (
                r#"{"connectors":[{"id":1,"owner":"me"}]}"#,
                "connectors[0].owner: expected \"self\", \"second\" or \"other\"",
            ),
            (
                r#"{"connectors":[{"id":1,"settings":"x"}]}"#,
                "connectors[0].settings: expected a list of objects",
            ),
            (r#"{"urlCheck":"false"}"#, "urlCheck: expected true or false"),
            (r#"{"biTables":5}"#, "biTables: expected a list"),
            (r#"{"biTables":["a",5]}"#, "biTables[1]: expected a text"),
            (
                r#"{"sources":[{"id":1,"settings":[{"code":"a"},{"id":9223372036854775807}]}]}"#,
                "sources[0].settings[1].id: expected an integer from 1 to 2147483647",
            ),
            (
                r#"{"sources":[{"id":1,"connectorId":9}],"connectors":[{"id":8}]}"#,
                "sources[0].connectorId: none of the connectors has the id 9",
            ),
            (r#"{"tables":[{"id":1,"sourceId":9}]}"#, "tables[0].sourceId: none of the sources has the id 9"),
            (
                r#"{"tables":[{"id":1,"columns":[{"name":"A"},{"name":"B"},{"name":"A"}]}]}"#,
                "tables[0].columns[2].name: \"A\" is the name of an earlier one",
            ),
            (
                r#"{"tables":[{"id":1,"columns":[{"id":3},{"id":3}]}]}"#,
                "tables[0].columns[1].id: 3 is the id of an earlier one",
            ),
            (
                r#"{"tables":[{"id":1,"columns":[{"id":"12"}]}]}"#,
                "tables[0].columns[0].id: expected an integer from 1 to 2147483647",
            ),
        ] {
            assert_eq!(error(state), message);
        }
    }

    #[test]
    fn a_name_that_is_unknown_is_answered_with_those_that_are_known() {
        for (state, message) in [
            (
                r#"{"conectors":[]}"#,
                "conectors: a state has no such part; it may have portal, access, connectors,",
            ),
            (
                r#"{"connectors":[{"id":1,"titel":"x"}]}"#,
                "connectors[0].titel: a connector has no such field; it may have owner, id, title,",
            ),
        ] {
            let error = error(state);
            assert!(error.starts_with(message), "{error}");
        }
    }

    #[test]
    fn what_is_no_json_is_named_with_line_and_column() {
        for (json, message) in [
            ("", "1:0: EOF while parsing a value"),
            ("{\n  \"a\": 1,\n}", "3:1: trailing comma"),
            ("{} {}", "1:4: trailing characters"),
            (r#"{"connectors": [], "connectors": []}"#, "1:31: \"connectors\" is there twice"),
            (r#"{"deals": [{"ID": 1, "ID": 2}]}"#, "1:25: \"ID\" is there twice"),
        ] {
            assert_eq!(super::parse(json.as_bytes()).expect_err("it is no JSON").to_string(), message);
        }
    }

    #[test]
    fn a_state_read_back_is_the_same_state() {
        let given = r#"{"portal":"newer","connectors":[{"id":4,"owner":"other","dateCreate":null}],"urlCheck":false,
            "deals":[{"ID":7,"OPPORTUNITY":"5","UF_CRM_1":["a"]},{"ID":9}]}"#;
        let methods = methods();
        let entities = &methods.entities;
        let given: Value = serde_json::from_str(given).expect("it is JSON");
        let state = read(&given, &methods, blank()).expect("it is a state").describe(entities);
        let again = read(&state.clone().into(), &methods, blank()).expect("it is a state");
        assert_eq!(again.describe(entities), state);
        assert!(state.get("deals").is_some());
        assert_eq!(state.get("urlCheck"), Some(&Value::Bool(false)));
    }
}
