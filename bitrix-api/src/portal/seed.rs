//! Reads a seeded state, and names the place of what is wrong with one.

use std::collections::BTreeMap;

use bitrix_spec::model::Type;

use super::entity::Entity;
use super::php::{Array, Value};
use super::release::Release;
use super::state::{Row, State, Table};
use super::values;

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

    pub(super) fn new(place: impl Into<String>, problem: impl Into<String>) -> Self {
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
pub(super) fn parse(json: &[u8]) -> Result<Value, SeedError> {
    serde_json::from_slice(json).map_err(|error| SeedError::of_text(&error))
}

/// Parts of a state that have no table of their own: methods look at them, but none changes them.
const OTHER_PARTS: [&str; 4] = ["sources", "tables", "biTables", "urlCheck"];

/// Reads a whole state. Without a `portal` of its own it is one of the given release.
pub(super) fn read(state: &Value, entities: &[Entity], release: Release) -> Result<State, SeedError> {
    let parts = state.as_array().ok_or_else(|| SeedError::new("state", "expected an object"))?;
    let mut read = State::empty(release);
    for (key, part) in parts.iter() {
        let key_text = key.to_string();
        match key_text.as_str() {
            "portal" => read.release = release_of(part)?,
            "access" => {
                let Value::Bool(access) = part else {
                    return Err(SeedError::new("access", "expected true or false"));
                };
                read.access = *access;
            }
            _ => match entities.iter().find(|entity| entity.storage.state_key() == key_text) {
                Some(entity) => {
                    read.tables.insert(entity.storage.state_key(), table(part, entity)?);
                }
                None if OTHER_PARTS.contains(&key_text.as_str()) => {
                    read.others.insert(key.clone(), part.clone());
                }
                None => return Err(unknown_part(key_text, entities)),
            },
        }
    }
    Ok(read)
}

fn unknown_part(key: String, entities: &[Entity]) -> SeedError {
    let tables = entities.iter().map(|entity| entity.storage.state_key());
    let others = OTHER_PARTS.into_iter().filter(|part| !tables.clone().any(|table| table == *part));
    let known: Vec<&str> = ["portal", "access"].into_iter().chain(tables.clone()).chain(others).collect();
    SeedError::new(key, format!("a state has no such part; it may have {}", known.join(", ")))
}

fn release_of(part: &Value) -> Result<Release, SeedError> {
    let word = match part {
        Value::Text(word) => Release::from_word(word),
        _ => None,
    };
    word.ok_or_else(|| SeedError::new("portal", "expected \"26.250\" or \"newer\""))
}

fn table(part: &Value, entity: &Entity) -> Result<Table, SeedError> {
    let key = entity.storage.state_key();
    let items = part.as_array().filter(|items| items.is_list());
    let mut table = Table::default();
    for (at, item) in items.ok_or_else(|| SeedError::new(key, "expected a list"))?.values().enumerate() {
        let place = format!("{key}[{at}]");
        let item = item.as_array().ok_or_else(|| SeedError::new(&place, "expected an object"))?;
        let id = id(item, &place)?;
        if !table.insert(id, row(id, item, entity, &place)?) {
            return Err(SeedError::new(format!("{place}.id"), format!("{id} is the id of an earlier one")));
        }
    }
    Ok(table)
}

fn id(item: &Array, place: &str) -> Result<i64, SeedError> {
    match item.get("id") {
        Some(Value::Int(id)) if (1..=i64::from(i32::MAX)).contains(id) => Ok(*id),
        _ => {
            Err(SeedError::new(format!("{place}.id"), format!("expected an integer from 1 to {}", i32::MAX)))
        }
    }
}

fn row(id: i64, item: &Array, entity: &Entity, place: &str) -> Result<Row, SeedError> {
    let mut own = true;
    let mut given = BTreeMap::new();
    for (name, value) in item.iter() {
        let name = name.to_string();
        let place = || format!("{place}.{name}");
        if name == "owner" {
            own = match value {
                Value::Text(owner) if owner == "self" => true,
                Value::Text(owner) if owner == "other" => false,
                _ => return Err(SeedError::new(place(), "expected \"self\" or \"other\"")),
            };
            continue;
        }
        let field = entity.record.field(&name);
        let field = field.ok_or_else(|| {
            let known: Vec<&str> = entity.record.fields.iter().map(|field| field.name.as_str()).collect();
            let kind = entity.record.name.to_lowercase();
            let problem = format!("a {kind} has no such field; it may have owner, {}", known.join(", "));
            SeedError::new(place(), problem)
        })?;
        if !holds(&field.ty, value) {
            return Err(SeedError::new(place(), expected(&field.ty)));
        }
        given.insert(name, value.clone());
    }
    for field in &entity.record.fields {
        given.entry(field.name.clone()).or_insert_with(|| values::sample(field, id));
    }
    Ok(Row { own, values: given })
}

/// Whether a stored field of this type may have this value.
fn holds(ty: &Type, value: &Value) -> bool {
    match ty {
        Type::Integer | Type::Id(_) => matches!(value, Value::Int(_)),
        Type::String | Type::Enum(_) | Type::DateTime => matches!(value, Value::Text(_)),
        Type::Boolean => matches!(value, Value::Bool(_)),
        Type::Object(_) | Type::Entity(_) => matches!(value, Value::Array(_)),
        Type::Option(inner) => *value == Value::Null || holds(inner, value),
        Type::List(inner) => value
            .as_array()
            .is_some_and(|items| items.is_list() && items.values().all(|item| holds(inner, item))),
    }
}

fn expected(ty: &Type) -> String {
    match ty {
        Type::Integer | Type::Id(_) => "expected an integer".to_owned(),
        Type::String | Type::Enum(_) => "expected a text".to_owned(),
        Type::Boolean => "expected true or false".to_owned(),
        Type::DateTime => "expected a date like \"2025-03-24 07:25:59\"".to_owned(),
        Type::Object(_) | Type::Entity(_) => "expected an object".to_owned(),
        Type::Option(inner) => format!("{} or null", expected(inner)),
        Type::List(_) => "expected a list of objects".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::portal::entity::Entity;
    use crate::portal::php::Value;
    use crate::portal::release::Release;

    fn error(state: &str) -> String {
        let state: Value = serde_json::from_str(state).expect("it is JSON");
        let entities = Entity::all().expect("the shipped specs are sound");
        read(&state, &entities, Release::default()).expect_err("it is no state").to_string()
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
                "connectors[0].owner: expected \"self\" or \"other\"",
            ),
            (
                r#"{"connectors":[{"id":1,"settings":"x"}]}"#,
                "connectors[0].settings: expected a list of objects",
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
        ] {
            assert_eq!(super::parse(json.as_bytes()).expect_err("it is no JSON").to_string(), message);
        }
    }

    #[test]
    fn a_state_read_back_is_the_same_state() {
        let given = r#"{"portal":"newer","connectors":[{"id":4,"owner":"other","dateCreate":null}],"urlCheck":false}"#;
        let entities = Entity::all().expect("the shipped specs are sound");
        let given: Value = serde_json::from_str(given).expect("it is JSON");
        let state = read(&given, &entities, Release::default()).expect("it is a state").describe();
        let again = read(&state.clone().into(), &entities, Release::default()).expect("it is a state");
        assert_eq!(again.describe(), state);
        assert_eq!(state.get("urlCheck"), Some(&Value::Bool(false)));
    }
}
