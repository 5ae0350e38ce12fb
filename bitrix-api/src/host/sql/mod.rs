//! A host of the tables of a database, by [`sqlx`]: SQLite, and with the feature `host-postgres` PostgreSQL.
//!
//! ```no_run
//! use bitrix_api::biconnector::connector;
//! use bitrix_api::host::sql::sqlx::SqlitePool;
//! use bitrix_api::host::sql::{SqlHost, SqlTable};
//! use bitrix_api::{ConnectionSettings, Secret};
//!
//! #[derive(ConnectionSettings)]
//! struct Login {
//!     user: String,
//!     password: Secret,
//! }
//!
//! # async fn run(expected: Login) -> Result<(), Box<dyn std::error::Error>> {
//! let pool = SqlitePool::connect("sqlite:sales.db").await?;
//! let host = SqlHost::new(pool, move |given: &Login| given.matches(&expected))
//!     .table(SqlTable::new("sales").title("Sales"))
//!     .table(SqlTable::new("customers").columns(["id", "name", "city"]));
//! let router = connector::endpoints(host).into_router();
//! # Ok(())
//! # }
//! ```
//!
//! Only the tables that it is given can be asked for. Names are quoted, values are bound, and no text of a call becomes a
//! part of a statement.
//!
//! # Types
//!
//! | SQLite, as declared | PostgreSQL | portal | JSON |
//! | --- | --- | --- | --- |
//! | `INT…`, `BOOL…` | `smallint`, `integer`, `bigint`, `boolean` | `int` | a number; booleans 0 and 1 |
//! | `REAL`, `FLOAT`, `DOUBLE`, `DECIMAL`, `NUMERIC`, `NUMBER`, `MONEY` | `real`, `double precision`, `numeric` | `double` | a number of double precision |
//! | `DATE` | `date` | `date` | `"2024-08-30"` |
//! | `DATETIME`, `TIMESTAMP` | `timestamp`, with time zone or without | `datetime` | `"2024-08-30T12:19:57+00:00"` |
//! | all else | all else, cast to `text` | `string` | a text |
//! | `BLOB` | `bytea` | none: the column is left out, and may not be [named](SqlTable::columns) | |
//!
//! SQLite lets any column hold anything: a value is then written as what it is, bytes as hexadecimal digits.
//!
//! # Time
//!
//! Moments are given in UTC, to the second, whatever zone they were stored in. What is stored without an offset is taken
//! for UTC; so is a moment in a filter. SQLite reads the texts that its own functions write; what it cannot read is null.
//!
//! # Filters
//!
//! | prefix | holds |
//! | --- | --- |
//! | none, `=`, `@` | for one of the values. The empty text stands for nothing: null, or an empty text |
//! | `>`, `>=`, `<`, `<=` | numbers, dates and moments by their size; texts in the order that the database gives them |
//! | `><` | from the first value to the second, both included |
//! | `%` | where the value is a part of the text |
//! | `=%`, `%=` | where the whole text has the form of the value, in which `%` is any text and `_` any one character |
//! | `!` before any of those without `>` or `<`, or before `><` | where that does not hold |
//!
//! **Null** is equal to no value, no larger and no smaller, and a part of nothing; so each of these holds for no null but
//! the empty text, and each with `!` holds for every null but with the empty text. `%` and its like pass over the case of letters: SQLite of those
//! of ASCII, PostgreSQL of all. Dates and moments are compared as they are shown, to the second.

mod column;
mod condition;
mod dialect;
mod host;
#[cfg(feature = "host-postgres")]
mod postgres;
mod select;
mod sqlite;
mod stream;
mod table;
mod value;

pub use sqlx;

pub use dialect::Dialect;
pub use host::SqlHost;
pub use table::SqlTable;
