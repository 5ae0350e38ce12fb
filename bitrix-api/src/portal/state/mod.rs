//! What a portal remembers: its entities, whose they are, and what the caller may do.

pub(super) mod release;
pub(super) mod seed;
pub(super) mod stamp;
mod unique_keys;

use std::collections::BTreeMap;

use super::authorisation::application::Application;
use super::methods::biconnector::entity::Entity;
use super::methods::crm::Deals;
use crate::php::{Array, Key, Value};
use release::Release;

/// The values of one entity, by field name.
pub(super) type Values = BTreeMap<String, Value>;

/// One stored entity.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// The application that added it: no other finds it.
    pub(super) owner: Application,
    /// Its fields, the identifier among them.
    pub(super) values: Values,
    /// What calling its endpoint comes to, where the state that it was seeded with gave no address to call.
    pub(super) verdict: Option<bool>,
}

impl Row {
    /// The value of a field; null if the row has none.
    pub(super) fn get(&self, field: &str) -> &Value {
        self.values.get(field).unwrap_or(&Value::Null)
    }
}

/// All entities of one kind, by identifier.
#[derive(Debug, Clone, Default)]
pub(super) struct Table {
    rows: BTreeMap<i64, Row>,
    last_id: i64,
    last_item_id: i64,
}

impl Table {
    /// The identifier that a new row gets: larger than any before, those of removed rows included.
    pub(super) fn next_id(&self) -> i64 {
        self.last_id + 1
    }

    /// An identifier for something inside a row that has one of its own: larger than any before, whatever the row.
    pub(super) fn next_item_id(&mut self) -> i64 {
        self.last_item_id += 1;
        self.last_item_id
    }

    /// Keeps an identifier of something inside a row from being given again.
    pub(super) fn reserve_item_id(&mut self, id: i64) {
        self.last_item_id = self.last_item_id.max(id);
    }

    /// Stores a row under an identifier, and says whether that was free.
    pub(super) fn insert(&mut self, id: i64, row: Row) -> bool {
        self.last_id = self.last_id.max(id);
        self.rows.insert(id, row).is_none()
    }

    /// The row of this identifier, whosever it is.
    pub(super) fn get(&self, id: i64) -> Option<&Row> {
        self.rows.get(&id)
    }

    /// All rows, lowest identifier first.
    pub(super) fn rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values()
    }

    /// All rows, to be changed.
    pub(super) fn rows_mut(&mut self) -> impl Iterator<Item = (&i64, &mut Row)> {
        self.rows.iter_mut()
    }

    /// Writes some of a row's fields; the others keep their values. An address that is written over what a state said of
    /// the `endpoint` is called from then on.
    pub(super) fn patch(&mut self, id: i64, values: Values, endpoint: Option<&str>) {
        if let Some(row) = self.rows.get_mut(&id) {
            if endpoint.is_some_and(|endpoint| values.contains_key(endpoint)) {
                row.verdict = None;
            }
            row.values.extend(values);
        }
    }

    /// Removes a row.
    pub(super) fn remove(&mut self, id: i64) {
        self.rows.remove(&id);
    }
}

/// Everything that a seeded state replaces.
#[derive(Debug, Clone)]
pub(super) struct State {
    pub(super) release: Release,
    /// Whether the user has the permissions that every method asks for.
    pub(super) access: bool,
    /// The tables by their key in a state.
    pub(super) tables: BTreeMap<&'static str, Table>,
    pub(super) deals: Deals,
    /// What calling any connector's `urlCheck` comes to, if the state says it of all of them.
    pub(super) url_check: Option<bool>,
    /// The tables that BI Builder has already.
    pub(super) bi_tables: Vec<String>,
}

impl State {
    /// A portal on which nothing has been added yet.
    pub(super) fn empty(release: Release) -> Self {
        Self {
            release,
            access: true,
            tables: BTreeMap::new(),
            deals: Deals::default(),
            url_check: None,
            bi_tables: Vec::new(),
        }
    }

    /// The table of a kind of entity.
    pub(super) fn table(&mut self, entity: &Entity) -> &mut Table {
        self.tables.entry(entity.storage.state_key()).or_default()
    }

    /// All entities under a key, whosever they are.
    pub(super) fn rows(&self, state_key: &str) -> impl Iterator<Item = &Row> {
        self.tables.get(state_key).into_iter().flat_map(Table::rows)
    }

    /// The entity under a key that has this identifier, whosever it is.
    pub(super) fn row(&self, state_key: &str, id: i64) -> Option<&Row> {
        self.tables.get(state_key)?.get(id)
    }

    /// The entity of this identifier, if an application finds it.
    pub(super) fn found(&self, entity: &Entity, id: i64, application: Option<Application>) -> Option<&Row> {
        self.row(entity.storage.state_key(), id).filter(|row| entity.shows(row, application))
    }

    /// The state in the form in which it can be seeded again.
    pub(super) fn describe(&self, entities: &[Entity]) -> Array {
        let mut state: Array =
            [("portal", Value::from(self.release.word())), ("access", Value::from(self.access))]
                .into_iter()
                .collect();
        for entity in entities {
            let key = entity.storage.state_key();
            if let Some(table) = self.tables.get(key) {
                let rows = table.rows().map(|row| Value::from(describe_row(row, entity.storage.endpoint())));
                state.insert(Key::from(key), rows.collect::<Array>().into());
            }
        }
        if let Some(deals) = self.deals.describe() {
            state.insert(Key::from("deals"), deals);
        }
        if let Some(answers) = self.url_check {
            state.insert(Key::from("urlCheck"), answers.into());
        }
        if !self.bi_tables.is_empty() {
            let names = self.bi_tables.iter().map(|name| Value::from(name.as_str()));
            state.insert(Key::from("biTables"), names.collect::<Array>().into());
        }
        state
    }
}

fn describe_row(row: &Row, endpoint: Option<&str>) -> Array {
    let owner = Value::from(row.owner.word());
    let values = row.values.iter().map(|(name, value)| {
        let verdict = row.verdict.filter(|_| endpoint == Some(name)).map(Value::Bool);
        (name.as_str(), verdict.unwrap_or_else(|| value.clone()))
    });
    std::iter::once(("owner", owner)).chain(values).collect()
}
