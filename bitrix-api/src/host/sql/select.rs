//! The statement that answers a call.

use sea_query::{Alias, Query, Values};

use super::column::{self, SqlColumn};
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
    pub(super) columns: Vec<SqlColumn>,
}

/// The rows that a call asks for, of a table that has these columns.
pub(super) fn select<D: Syntax>(query: &DataQuery, all: &[SqlColumn]) -> Result<Select, HostError> {
    let columns: Vec<SqlColumn> = match &query.select {
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use sqlx::Sqlite;

    use super::{DataQuery, SqlColumn, Syntax, select};
    use crate::host::{Comparison, Condition, Filter, Logic, Operator};

    fn statement<D: Syntax>(types: [&str; 2]) -> (String, String) {
        let columns: Vec<SqlColumn> = ["a\"b", "c"]
            .into_iter()
            .zip(types)
            .filter_map(|(name, native)| D::column(name.to_owned(), native))
            .collect();
        let compare = |column: &str, comparison, negated, value: &str| Condition::Compare {
            column: column.to_owned(),
            operator: Operator { comparison, negated },
            values: vec![value.to_owned()],
        };
        let query = DataQuery {
            table: "sales\"; --".to_owned(),
            select: Some(vec!["c".to_owned()]),
            filter: Filter {
                logic: Logic::And,
                conditions: vec![
                    compare("a\"b", Comparison::Contains, false, "100%"),
                    compare("c", Comparison::AtLeast, true, "7"),
                ],
            },
            limit: Some(10),
            map_fields: BTreeMap::default(),
        };
        let select = select::<D>(&query, &columns).expect("it is right");
        (select.sql, format!("{:?}", select.values.0))
    }

    #[test]
    fn identifiers_are_quoted_and_values_are_bound() {
        let (sql, values) = statement::<Sqlite>(["TEXT", "INTEGER"]);
        assert_eq!(
            sql,
            r#"SELECT "c" FROM "sales""; --" WHERE "a""b" LIKE ? ESCAPE '\' AND ("c" >= ?) IS NOT TRUE LIMIT ?"#
        );
        assert_eq!(values, r#"[String(Some("%100\\%%")), BigInt(Some(7)), BigUnsigned(Some(10))]"#);
        #[cfg(feature = "host-postgres")]
        {
            let (sql, same) = statement::<sqlx::Postgres>(["text", "bigint"]);
            assert_eq!(
                sql,
                r#"SELECT "c" FROM "sales""; --" WHERE ("a""b" ILIKE $1) AND ("c" >= $2) IS NOT TRUE LIMIT $3"#
            );
            assert_eq!(same, values);
        }
    }
}
