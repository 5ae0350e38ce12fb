//! The questions, and what is sent for them.

use super::NoAnswer;
use crate::php::{Array, Key, Value};
use crate::portal::methods::biconnector::endpoint::Endpoint;
use crate::portal::methods::biconnector::source;
use crate::portal::state::{Row, State};

/// What BI Builder wants to know.
#[derive(Debug)]
pub(in crate::portal) enum Question {
    /// Whether a source can be reached.
    Check { source: i64 },
    /// Which tables it has.
    Tables { source: i64, search: String },
    /// Which columns one of them has.
    Columns { source: i64, table: String },
    /// The rows of a table that has been added. `query` may have `select`, `filter` and `limit`, by BI Builder's own
    /// names of the columns.
    Data { table: i64, query: Array },
}

/// A question as it is sent.
pub(super) struct Asked {
    /// The connector's field with the address.
    pub(super) field: &'static str,
    pub(super) endpoint: Endpoint,
    /// What asking comes to, where the state says it.
    pub(super) verdict: Option<bool>,
    /// BI Builder's names of the columns by their codes.
    pub(super) names: Vec<(String, String)>,
}

impl Question {
    pub(super) fn compose(&self, state: &State) -> Result<Asked, NoAnswer> {
        let (field, id, params, names) = match self {
            Self::Check { source } => ("urlCheck", *source, Array::default(), Vec::new()),
            Self::Tables { source, search } => {
                ("urlTableList", *source, one("searchString", search), Vec::new())
            }
            Self::Columns { source, table } => {
                ("urlTableDescription", *source, one("table", table), Vec::new())
            }
            Self::Data { table, query } => {
                let row = row(state, "table", *table)?;
                let names = names(row);
                ("urlData", row.get("sourceId").to_int(), data(row, query, &names), names)
            }
        };
        let row_of_source = row(state, "source", id)?;
        if *row_of_source.get("active") == Value::Bool(false) {
            return Err(NoAnswer::Inactive(id));
        }
        let connector = row(state, "connector", row_of_source.get("connectorId").to_int())?;
        let address = connector.get(field).to_text();
        let endpoint = Endpoint::new(address, params, source::connection_of(connector, row_of_source));
        let verdict = match self {
            Self::Check { .. } => source::verdict(state, connector),
            _ => None,
        };
        Ok(Asked { field, endpoint, verdict, names })
    }
}

fn row<'s>(state: &'s State, kind: &'static str, id: i64) -> Result<&'s Row, NoAnswer> {
    state.row(&format!("{kind}s"), id).ok_or(NoAnswer::Nothing { kind, id })
}

fn one(name: &str, value: &str) -> Array {
    [(name, value)].into_iter().collect()
}

/// BI Builder's names of a table's columns by their codes.
fn names(table: &Row) -> Vec<(String, String)> {
    let columns = table.get("fields").as_array().into_iter().flat_map(Array::values);
    let text = |column: &Array, name: &str| Some(column.get(name)?.to_text());
    columns
        .filter_map(Value::as_array)
        .filter_map(|column| Some((text(column, "externalCode")?, text(column, "name")?)))
        .collect()
}

/// The table, what the query says of its rows, and the names that it uses.
fn data(table: &Row, query: &Array, names: &[(String, String)]) -> Array {
    let mut params = one("table", &table.get("externalCode").to_text());
    for part in ["select", "filter", "limit"] {
        if let Some(value) = query.get(part) {
            params.insert(Key::from(part), value.clone());
        }
    }
    let selected = query.get("select").and_then(Value::as_array);
    let is_selected = |name: &String| {
        selected.is_none_or(|selected| selected.values().any(|known| known.to_text() == *name))
    };
    let mapped = names.iter().filter(|(_, name)| is_selected(name));
    let mapped: Array = mapped.map(|(code, name)| (code.as_str(), name.as_str())).collect();
    params.insert(Key::from("mapFields"), mapped.into());
    params
}
