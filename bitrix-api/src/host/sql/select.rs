//! The statement that answers a call.

use sea_query::{Alias, Query, Values};

use super::column::{self, Column};
use super::condition;
use super::dialect::Syntax;
use crate::biconnector::connector::DataQuery;
use crate::host::HostError;

/// A statement: identifiers quoted, values beside it.
#[derive(Debug)]
pub(super) struct Select {
    pub(super) sql: String,
    pub(super) values: Values,
    /// What each of its columns holds.
    pub(super) columns: Vec<Column>,
}

/// The rows that a call asks for, of a table that has these columns.
pub(super) fn select<D: Syntax>(query: &DataQuery, all: &[Column]) -> Result<Select, HostError> {
    let columns: Vec<Column> = match &query.select {
        None => all.to_vec(),
        Some(names) => {
            let found = names.iter().map(|name| column::find(all, "select", name).cloned());
            found.collect::<Result<_, _>>()?
        }
    };
    let mut statement = Query::select();
    statement.from(Alias::new(&query.table));
    for column in &columns {
        statement.expr(D::shown(column));
    }
    if let Some(condition) = condition::filter::<D>(&query.filter, all)? {
        statement.and_where(condition);
    }
    if let Some(limit) = query.limit {
        statement.limit(limit);
    }
    let (sql, values) = D::build(&statement);
    Ok(Select { sql, values, columns })
}
