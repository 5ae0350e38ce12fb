//! What the databases have each their own way of.

use sea_query::{Expr, SelectStatement, Value, Values};
use sqlx::database::HasStatementCache;
use sqlx::error::BoxDynError;
use sqlx::pool::PoolConnection;
use sqlx::{Arguments as _, Database, Encode, Type};

use super::column::{Kind, SqlColumn};
use crate::host::{Cell, HostError};

/// How a database writes what hosts ask it for.
pub trait Syntax: sealed::Sealed {
    /// Asks the catalogue for the names of a table's columns and their types; the table's name is its one argument.
    #[doc(hidden)]
    const CATALOGUE: &'static str;

    /// What a type of the catalogue becomes; nothing if it holds what no answer can.
    #[doc(hidden)]
    fn column(name: String, native: &str) -> Option<SqlColumn>;

    /// What is shown of a column.
    #[doc(hidden)]
    fn shown(column: &SqlColumn) -> Expr;

    /// Whether a text has the form of a pattern, letter case aside. A backslash takes the meaning from what follows it.
    #[doc(hidden)]
    fn like(text: Expr, pattern: &str) -> Expr;

    /// The statement as text.
    #[doc(hidden)]
    fn build(statement: &SelectStatement) -> (String, Values);
}

/// A database that a [`SqlHost`](super::SqlHost) can show tables of: [`Sqlite`](sqlx::Sqlite), and with the feature
/// `host-postgres` `Postgres`.
pub trait Dialect: Syntax + Database + HasStatementCache {
    /// A row of the catalogue.
    #[doc(hidden)]
    fn catalogued(row: &Self::Row) -> Result<(String, String), sqlx::Error>;

    /// The arguments of a statement.
    #[doc(hidden)]
    fn arguments<'q>(values: Values) -> Result<<Self as Database>::Arguments<'q>, BoxDynError>;

    /// A cell of a row.
    #[doc(hidden)]
    fn cell(row: &Self::Row, at: usize, kind: Kind) -> Result<Cell<'_>, sqlx::Error>;

    /// Gets rid of a connection on which rows may still be on their way.
    #[doc(hidden)]
    fn abandon(connection: PoolConnection<Self>);
}

pub(super) mod sealed {
    pub trait Sealed {}
}

/// Binds the values of a statement; the statements of a host have no other kinds than these.
pub(super) fn bind<'q, D>(values: Values) -> Result<D::Arguments<'q>, BoxDynError>
where
    D: Database,
    i64: Encode<'q, D> + Type<D>,
    f64: Encode<'q, D> + Type<D>,
    String: Encode<'q, D> + Type<D>,
{
    let mut arguments = D::Arguments::default();
    for value in values.0 {
        match value {
            Value::BigInt(Some(value)) => arguments.add(value)?,
            Value::BigUnsigned(Some(value)) => arguments.add(i64::try_from(value).unwrap_or(i64::MAX))?,
            Value::Double(Some(value)) => arguments.add(value)?,
            Value::String(Some(value)) => arguments.add(value)?,
            other => return Err(format!("a host binds no {other:?}").into()),
        }
    }
    Ok(arguments)
}

/// A failure of the database, or a pool that is used up.
pub(super) fn failed(error: sqlx::Error) -> HostError {
    match error {
        sqlx::Error::PoolTimedOut => HostError::Busy,
        error => HostError::failed(error),
    }
}
