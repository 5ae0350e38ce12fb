//! What a portal remembers: its entities, whose they are, and what the caller may do.

use std::collections::BTreeMap;

use super::entity::Entity;
use super::php::{Array, Key, Value};
use super::release::Release;

/// The values of one entity, by field name.
pub(super) type Values = BTreeMap<String, Value>;

/// One stored entity.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Whether the calling application added it; it sees no others.
    pub(super) own: bool,
    /// Its fields, the identifier among them.
    pub(super) values: Values,
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
}

impl Table {
    /// The identifier that a new row gets: larger than any before, those of removed rows included.
    pub(super) fn next_id(&self) -> i64 {
        self.last_id + 1
    }

    /// Stores a row under an identifier, and says whether that was free.
    pub(super) fn insert(&mut self, id: i64, row: Row) -> bool {
        self.last_id = self.last_id.max(id);
        self.rows.insert(id, row).is_none()
    }

    /// The application's own row of this identifier.
    pub(super) fn own(&self, id: i64) -> Option<&Row> {
        self.rows.get(&id).filter(|row| row.own)
    }

    /// The application's own rows, lowest identifier first.
    pub(super) fn own_rows(&self) -> impl Iterator<Item = &Row> {
        self.rows.values().filter(|row| row.own)
    }

    /// Writes some of a row's fields; the others keep their values.
    pub(super) fn patch(&mut self, id: i64, values: Values) {
        if let Some(row) = self.rows.get_mut(&id) {
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
    /// The parts that no entity's table holds, as they were seeded.
    pub(super) others: Array,
}

impl State {
    /// A portal on which nothing has been added yet.
    pub(super) fn empty(release: Release) -> Self {
        Self { release, access: true, tables: BTreeMap::new(), others: Array::default() }
    }

    /// The table of a kind of entity.
    pub(super) fn table(&mut self, entity: &Entity) -> &mut Table {
        self.tables.entry(entity.storage.state_key()).or_default()
    }

    /// Whether an item of a part without a table of its own points at `id` through `field`.
    pub(super) fn refers_to(&self, part: &str, field: &str, id: i64) -> bool {
        let items = self.others.get(part).and_then(Value::as_array);
        let points = |item: &Value| {
            item.as_array()
                .and_then(|item| item.get(field))
                .is_some_and(|given| given.is_numeric() && given.to_int() == id)
        };
        items.is_some_and(|items| items.values().any(points))
    }

    /// The state in the form in which it can be seeded again.
    pub(super) fn describe(&self) -> Array {
        let mut state: Array =
            [("portal", Value::from(self.release.word())), ("access", Value::from(self.access))]
                .into_iter()
                .collect();
        for (key, table) in &self.tables {
            let rows: Array = table.rows.values().map(|row| Value::from(describe_row(row))).collect();
            state.insert(Key::from(*key), rows.into());
        }
        for (key, part) in self.others.iter() {
            state.insert(key.clone(), part.clone());
        }
        state
    }
}

fn describe_row(row: &Row) -> Array {
    let owner = Value::from(if row.own { "self" } else { "other" });
    let values = row.values.iter().map(|(name, value)| (name.as_str(), value.clone()));
    std::iter::once(("owner", owner)).chain(values).collect()
}
