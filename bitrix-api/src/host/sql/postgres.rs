//! PostgreSQL: columns have types, which are cast to the few that answers have.

use sea_query::extension::postgres::PgExpr as _;
use sea_query::{Alias, Expr, ExprTrait as _, Func, LikeExpr, PostgresQueryBuilder, SelectStatement, Values};
use sqlx::error::BoxDynError;
use sqlx::pool::PoolConnection;
use sqlx::{Postgres, Row as _};

use super::column::{Kind, Shown, SqlColumn};
use super::dialect::{self, Dialect, Syntax, sealed};
use crate::host::Cell;

impl sealed::Sealed for Postgres {}

impl Syntax for Postgres {
    /// The columns of the one table that a statement would read under this name, whatever other schemas have. A domain
    /// is what it is a domain of.
    const CATALOGUE: &'static str = "SELECT attname::text, \
        format_type(CASE typtype WHEN 'd' THEN typbasetype ELSE atttypid END, NULL) \
        FROM pg_attribute JOIN pg_type ON pg_type.oid = atttypid \
        WHERE attrelid = to_regclass(quote_ident($1)) AND attnum > 0 AND NOT attisdropped \
        AND has_column_privilege(attrelid, attnum, 'SELECT') ORDER BY attnum";

    fn column(name: String, native: &str) -> Option<SqlColumn> {
        let (kind, shown, is_plain) = match native {
            "bigint" => (Kind::Integer, Shown::Plain, true),
            "smallint" | "integer" => (Kind::Integer, Shown::Cast, true),
            "boolean" => (Kind::Integer, Shown::Flag, false),
            "double precision" => (Kind::Double, Shown::Plain, true),
            "real" | "numeric" => (Kind::Double, Shown::Cast, false),
            "date" => (Kind::Date, Shown::Date, false),
            "timestamp without time zone" => (Kind::Moment, Shown::WallClock, false),
            "timestamp with time zone" => (Kind::Moment, Shown::Moment, false),
            "text" | "character varying" => (Kind::Text, Shown::Plain, true),
            "bytea" => return None,
            _ => (Kind::Text, Shown::Cast, false),
        };
        Some(SqlColumn { name, kind, is_plain, shown })
    }

    fn shown(column: &SqlColumn) -> Expr {
        let plain = Expr::col(Alias::new(&column.name));
        let written = |value: Expr, form: &'static str| {
            Expr::from(Func::cust(Alias::new("to_char")).arg(value).arg(Expr::val(form)))
        };
        let moment = r#"YYYY-MM-DD"T"HH24:MI:SS"+00:00""#;
        match (column.shown, column.kind) {
            (Shown::Plain, _) => plain,
            (Shown::Flag, _) => plain.cast_as("integer").cast_as("bigint"),
            (Shown::Date, _) => written(plain, "YYYY-MM-DD"),
            (Shown::WallClock, _) => written(plain, moment),
            (Shown::Moment, _) => {
                let utc = Func::cust(Alias::new("timezone")).arg(Expr::val("UTC")).arg(plain);
                written(utc.into(), moment)
            }
            (Shown::Cast, Kind::Integer) => plain.cast_as("bigint"),
            (Shown::Cast, Kind::Double) => plain.cast_as("double precision"),
            (Shown::Cast, _) => plain.cast_as("text"),
        }
    }

    /// The backslash is what it takes for an escape unless it is told.
    fn like(text: Expr, pattern: &str) -> Expr {
        text.ilike(LikeExpr::new(pattern))
    }

    fn build(statement: &SelectStatement) -> (String, Values) {
        statement.build(PostgresQueryBuilder)
    }
}

impl Dialect for Postgres {
    fn catalogued(row: &Self::Row) -> Result<(String, String), sqlx::Error> {
        Ok((row.try_get(0)?, row.try_get(1)?))
    }

    fn arguments<'q>(values: Values) -> Result<Self::Arguments<'q>, BoxDynError> {
        dialect::bind::<Self>(values)
    }

    fn cell(row: &Self::Row, at: usize, kind: Kind) -> Result<Cell<'_>, sqlx::Error> {
        Ok(match kind {
            Kind::Integer => row.try_get::<Option<i64>, _>(at)?.into(),
            Kind::Double => row.try_get::<Option<f64>, _>(at)?.into(),
            Kind::Date | Kind::Moment | Kind::Text => row.try_get::<Option<&str>, _>(at)?.into(),
        })
    }

    /// Whoever used it next would first have to read all rows that are still on their way, so it is closed.
    fn abandon(connection: PoolConnection<Self>) {
        drop(connection.detach());
    }
}
