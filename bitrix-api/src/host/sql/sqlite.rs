//! SQLite: any column may hold anything, and the catalogue knows what its author wrote.

use sea_query::{Alias, Expr, ExprTrait as _, Func, LikeExpr, SelectStatement, SqliteQueryBuilder, Values};
use sqlx::error::BoxDynError;
use sqlx::pool::PoolConnection;
use sqlx::{Row as _, Sqlite, TypeInfo as _, ValueRef as _};

use super::column::{Kind, Shown, SqlColumn};
use super::dialect::{self, Dialect, Syntax, sealed};
use crate::host::Cell;

impl sealed::Sealed for Sqlite {}

impl Syntax for Sqlite {
    const CATALOGUE: &'static str = "SELECT name, type FROM pragma_table_info(?)";

    fn column(name: String, native: &str) -> Option<SqlColumn> {
        let native = native.to_ascii_uppercase();
        let has = |words: &[&str]| words.iter().any(|word| native.contains(word));
        let (kind, shown) = if has(&["DATETIME", "TIMESTAMP"]) {
            (Kind::Moment, Shown::Moment)
        } else if has(&["DATE"]) {
            (Kind::Date, Shown::Date)
        } else if has(&["INT", "BOOL"]) {
            (Kind::Integer, Shown::Plain)
        } else if has(&["REAL", "FLOA", "DOUB", "DECIMAL", "NUMERIC", "NUMBER", "MONEY"]) {
            (Kind::Double, Shown::Plain)
        } else if has(&["BLOB"]) {
            return None;
        } else {
            (Kind::Text, Shown::Plain)
        };
        Some(SqlColumn { name, kind, is_plain: shown == Shown::Plain, shown })
    }

    /// SQLite turns a time with an offset into UTC, and takes one without for UTC.
    fn shown(column: &SqlColumn) -> Expr {
        let plain = Expr::col(Alias::new(&column.name));
        let format = match column.shown {
            Shown::Date => "%Y-%m-%d",
            Shown::WallClock | Shown::Moment => "%Y-%m-%dT%H:%M:%S+00:00",
            Shown::Plain | Shown::Cast | Shown::Flag => return plain,
        };
        Func::cust(Alias::new("strftime")).arg(Expr::val(format)).arg(plain).into()
    }

    fn like(text: Expr, pattern: &str) -> Expr {
        text.like(LikeExpr::new(pattern).escape('\\'))
    }

    fn build(statement: &SelectStatement) -> (String, Values) {
        statement.build(SqliteQueryBuilder)
    }
}

impl Dialect for Sqlite {
    fn catalogued(row: &Self::Row) -> Result<(String, String), sqlx::Error> {
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    fn arguments<'q>(values: Values) -> Result<Self::Arguments<'q>, BoxDynError> {
        dialect::bind::<Self>(values)
    }

    /// By what is stored, whatever was declared.
    fn cell(row: &Self::Row, at: usize, _: Kind) -> Result<Cell<'_>, sqlx::Error> {
        let value = row.try_get_raw(at)?;
        if value.is_null() {
            return Ok(Cell::Null);
        }
        let stored = value.type_info();
        Ok(match stored.name() {
            "INTEGER" | "BOOLEAN" => row.try_get_unchecked::<i64, _>(at)?.into(),
            "REAL" => row.try_get_unchecked::<f64, _>(at)?.into(),
            "BLOB" => hexadecimal(row.try_get_unchecked(at)?).into(),
            _ => row.try_get_unchecked::<&str, _>(at)?.into(),
        })
    }

    /// Its rows stop when nobody takes them.
    fn abandon(connection: PoolConnection<Self>) {
        drop(connection);
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(2 * bytes.len()), |mut text, byte| {
        // Writing to memory does not fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
