//! What hosts read of a database's catalogue.

use bitrix_api::host::sql::SqlTable;
use bitrix_api::host::sql::sqlx::PgPool;
use bitrix_api::host::sql::sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use bitrix_tests::hosting::Hosting;
use bitrix_tests::log::Log;
use serde_json::{Value, json};

use crate::setting::{ME, host_of_postgres, host_of_sqlite, postgres, run, sqlite};

/// The columns that a host describes, each with its type.
async fn described(host: &Hosting, table: &str) -> Value {
    let form = format!("table={table}&{ME}");
    let (status, text) = host.call("urlTableDescription", form).await.expect("it answers");
    assert_eq!(status, 200, "{text}");
    let columns: Vec<Value> = serde_json::from_str(&text).expect("it is a list");
    columns.iter().map(|column| json!([column["code"], column["type"]])).collect()
}

async fn data(host: &Hosting, table: &str) -> (u16, String) {
    host.call("urlData", format!("table={table}&{ME}")).await.expect("it answers")
}

#[tokio::test]
async fn columns_come_in_the_order_in_which_they_are_named() {
    let database = sqlite(1).await;
    let statements =
        ["CREATE TABLE sales (id INTEGER, name TEXT, day DATE)", "INSERT INTO sales VALUES (1, 'a', NULL)"];
    run(&database.pool, statements.map(str::to_owned).to_vec()).await;
    let host = host_of_sqlite(&database, SqlTable::new("sales").columns(["name", "id"])).await;
    assert_eq!(described(&host, "sales").await, json!([["name", "string"], ["id", "int"]]));
    assert_eq!(data(&host, "sales").await, (200, r#"[["name","id"],["a",1]]"#.to_owned()));
}

#[tokio::test]
async fn a_named_column_that_cannot_be_shown_is_told_to_the_log() {
    let log = Log::of_this_program();
    let database = sqlite(1).await;
    run(&database.pool, vec!["CREATE TABLE sales (id INTEGER, photo BLOB)".to_owned()]).await;
    for (column, told) in [
        ("amuont", r#"the table "sales" has no column "amuont""#),
        ("photo", r#"the column "photo" of the table "sales" holds what no answer can"#),
    ] {
        let host = host_of_sqlite(&database, SqlTable::new("sales").columns(["id", column])).await;
        assert_eq!(data(&host, "sales").await.0, 500);
        assert!(log.text().replace('\\', "").contains(told), "the log does not say: {told}");
    }
}

#[tokio::test]
async fn sqlite_types_go_by_the_words_in_their_names() {
    let database = sqlite(1).await;
    let types = [
        ("ENUM", "string"),
        ("NUMERIC(12, 2)", "double"),
        ("NUMBER", "double"),
        ("DECIMAL(10, 5)", "double"),
        ("VARCHAR(40)", "string"),
        ("UNSIGNED BIG INT", "int"),
        ("TIMESTAMP", "datetime"),
        ("", "string"),
    ];
    let columns: Vec<_> = types.iter().enumerate().map(|(at, (ty, _))| format!("c{at} {ty}")).collect();
    run(&database.pool, vec![format!("CREATE TABLE types ({})", columns.join(", "))]).await;
    let host = host_of_sqlite(&database, SqlTable::new("types")).await;
    let expected = types.iter().enumerate().map(|(at, (_, ty))| json!([format!("c{at}"), ty]));
    assert_eq!(described(&host, "types").await, expected.collect::<Value>());
}

/// A pool whose connections look for tables in these schemas.
async fn searching(path: &str) -> PgPool {
    let address = std::env::var("BITRIX_TEST_POSTGRES").expect("there is a server");
    let options: PgConnectOptions = address.parse().expect("it is an address");
    let pool = PgPoolOptions::new().max_connections(2);
    pool.connect_with(options.options([("search_path", path)])).await.expect("the server answers")
}

#[tokio::test]
async fn a_table_is_that_of_the_first_schema_for_postgresql() {
    let Some(pool) = postgres().await else { return };
    let statements = [
        "DROP SCHEMA IF EXISTS catalogue_one CASCADE",
        "DROP SCHEMA IF EXISTS catalogue_two CASCADE",
        "CREATE SCHEMA catalogue_one",
        "CREATE SCHEMA catalogue_two",
        "CREATE TABLE catalogue_one.sales (id BIGINT, name TEXT)",
        "CREATE TABLE catalogue_two.sales (id TEXT, amount NUMERIC, name TEXT)",
        "INSERT INTO catalogue_one.sales VALUES (1, 'one')",
    ];
    run(&pool, statements.map(str::to_owned).to_vec()).await;
    let host =
        host_of_postgres(&searching("catalogue_one,catalogue_two").await, SqlTable::new("sales")).await;
    assert_eq!(described(&host, "sales").await, json!([["id", "int"], ["name", "string"]]));
    assert_eq!(data(&host, "sales").await, (200, r#"[["id","name"],[1,"one"]]"#.to_owned()));
}

#[tokio::test]
async fn views_materialised_or_not_and_domains_are_shown_by_postgresql() {
    let Some(pool) = postgres().await else { return };
    let statements = [
        "DROP SCHEMA IF EXISTS catalogue_views CASCADE",
        "CREATE SCHEMA catalogue_views",
        "CREATE DOMAIN catalogue_views.positive AS INTEGER CHECK (VALUE > 0)",
        "CREATE TABLE catalogue_views.\"Sales 2024\" (id catalogue_views.positive, gone TEXT, mood BYTEA)",
        "ALTER TABLE catalogue_views.\"Sales 2024\" DROP COLUMN gone",
        "INSERT INTO catalogue_views.\"Sales 2024\" VALUES (7)",
        "CREATE VIEW catalogue_views.seen AS SELECT id FROM catalogue_views.\"Sales 2024\"",
        "CREATE MATERIALIZED VIEW catalogue_views.kept AS SELECT id FROM catalogue_views.\"Sales 2024\"",
    ];
    run(&pool, statements.map(str::to_owned).to_vec()).await;
    let pool = searching("catalogue_views").await;
    for table in ["Sales 2024", "seen", "kept"] {
        let host = host_of_postgres(&pool, SqlTable::new(table)).await;
        assert_eq!(described(&host, table).await, json!([["id", "int"]]), "{table}");
        assert_eq!(data(&host, table).await, (200, r#"[["id"],[7]]"#.to_owned()), "{table}");
    }
    let host = host_of_postgres(&pool, SqlTable::new("sales 2024")).await;
    assert_eq!(data(&host, "sales 2024").await.0, 500);
}
