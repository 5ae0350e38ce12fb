//! The host itself.

use std::fmt;

use sqlx::pool::PoolConnection;
use sqlx::{Acquire as _, Connection as _, Executor, IntoArguments, Pool};

use super::column::SqlColumn;
use super::dialect::{Dialect, failed};
use super::select::select;
use super::stream::stream;
use super::table::SqlTable;
use crate::biconnector::connector::{DataQuery, ExternalColumn, ExternalTable, Host};
use crate::host::{ConnectionSettings, HostError, Rows};

/// Who may ask.
type Admits<C> = Box<dyn Fn(&C) -> bool + Send + Sync>;

/// A host of tables of a database. It only reads.
///
/// `C` is the connector's settings.
pub struct SqlHost<D: Dialect, C> {
    pool: Pool<D>,
    admits: Admits<C>,
    tables: Vec<SqlTable>,
}

impl<D: Dialect, C: ConnectionSettings> SqlHost<D, C> {
    /// A host of no tables yet. `admits` says who may ask; [`ConnectionSettings::matches`] compares passwords as they
    /// should be.
    ///
    /// How long a call waits for a connection, and then is answered with HTTP 503, is the pool's `acquire_timeout`.
    pub fn new(pool: Pool<D>, admits: impl Fn(&C) -> bool + Send + Sync + 'static) -> Self {
        Self { pool, admits: Box::new(admits), tables: Vec::new() }
    }

    /// Shows a table, too. Those that have not been named so are unknown to whoever asks.
    #[must_use]
    pub fn table(mut self, table: SqlTable) -> Self {
        self.tables.push(table);
        self
    }

    fn admit(&self, connection: &C) -> Result<(), HostError> {
        if (self.admits)(connection) { Ok(()) } else { Err(HostError::Forbidden) }
    }

    fn find(&self, code: &str) -> Result<&SqlTable, HostError> {
        self.tables.iter().find(|table| table.code == code).ok_or(HostError::UnknownTable)
    }
}

impl<D: Dialect, C: ConnectionSettings> SqlHost<D, C>
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    for<'q> D::Arguments<'q>: IntoArguments<'q, D>,
    for<'q> String: sqlx::Encode<'q, D> + sqlx::Type<D>,
{
    /// The columns of a table that are shown, as the catalogue has them now.
    async fn columns(
        &self,
        connection: &mut PoolConnection<D>,
        table: &SqlTable,
    ) -> Result<Vec<SqlColumn>, HostError> {
        let connection = connection.acquire().await.map_err(failed)?;
        let query = sqlx::query::<D>(D::CATALOGUE).bind(table.code.clone());
        let rows = query.fetch_all(connection).await.map_err(failed)?;
        let mut all = Vec::with_capacity(rows.len());
        for row in &rows {
            let (name, native) = D::catalogued(row).map_err(failed)?;
            all.push((name.clone(), D::column(name, &native)));
        }
        if all.iter().all(|(_, column)| column.is_none()) {
            let message =
                format!("the database has no table {:?} with columns that can be shown", table.code);
            return Err(HostError::failed(message));
        }
        match &table.columns {
            Some(named) => named.iter().map(|name| named_column(table, name, &all)).collect(),
            None => Ok(all.into_iter().filter_map(|(_, column)| column).collect()),
        }
    }
}

/// A column that whoever runs the host has named, among those of the catalogue with what they are to an answer.
fn named_column(
    SqlTable { code, .. }: &SqlTable,
    name: &str,
    all: &[(String, Option<SqlColumn>)],
) -> Result<SqlColumn, HostError> {
    match all.iter().find(|(known, _)| known == name) {
        Some((_, Some(column))) => Ok(column.clone()),
        Some((_, None)) => {
            let message = format!("the column {name:?} of the table {code:?} holds what no answer can");
            Err(HostError::failed(message))
        }
        None => Err(HostError::failed(format!("the table {code:?} has no column {name:?}"))),
    }
}

impl<D: Dialect, C: ConnectionSettings> Host for SqlHost<D, C>
where
    for<'c> &'c mut D::Connection: Executor<'c, Database = D>,
    for<'q> D::Arguments<'q>: IntoArguments<'q, D>,
    for<'q> String: sqlx::Encode<'q, D> + sqlx::Type<D>,
{
    type Connection = C;

    async fn check(&self, connection: &C) -> Result<(), HostError> {
        self.admit(connection)?;
        self.pool.acquire().await.map_err(failed)?.ping().await.map_err(failed)
    }

    async fn tables(&self, connection: &C, search: String) -> Result<Vec<ExternalTable>, HostError> {
        self.admit(connection)?;
        let meant = self.tables.iter().filter(|table| table.is_meant_by(&search));
        let shown = |table: &SqlTable| ExternalTable {
            code: table.code.clone(),
            title: table.title.clone(),
            id: None,
        };
        Ok(meant.map(shown).collect())
    }

    async fn describe(&self, connection: &C, table: String) -> Result<Vec<ExternalColumn>, HostError> {
        self.admit(connection)?;
        let table = self.find(&table)?;
        let mut database = self.pool.acquire().await.map_err(failed)?;
        let columns = self.columns(&mut database, table).await?;
        let described = columns.into_iter().map(|column| ExternalColumn {
            name: table.label_of(&column.name),
            r#type: column.kind.column_type(),
            code: column.name,
        });
        Ok(described.collect())
    }

    async fn data(&self, connection: &C, query: DataQuery) -> Result<Rows, HostError> {
        self.admit(connection)?;
        let table = self.find(&query.table)?;
        let mut database = self.pool.acquire().await.map_err(failed)?;
        let all = self.columns(&mut database, table).await?;
        let select = select::<D>(&query, &all)?;
        let codes: Vec<_> = select.columns.iter().map(|column| column.name.clone()).collect();
        Ok(Rows::batched(codes, stream(database, select)))
    }
}

impl<D: Dialect, C> fmt::Debug for SqlHost<D, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SqlHost").field("tables", &self.tables).finish_non_exhaustive()
    }
}
