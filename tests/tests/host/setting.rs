//! Databases with a few sales in them.

use bitrix_api::biconnector::connector;
use bitrix_api::host::sql::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use bitrix_api::host::sql::sqlx::{self, Executor, PgPool, SqlitePool};
use bitrix_api::host::sql::{SqlHost, SqlTable};
use bitrix_api::{ConnectionSettings, Secret};
use bitrix_tests::hosting::Hosting;

/// The variable that says where a PostgreSQL server is whose `public` schema is the tests' own.
const POSTGRES: &str = "BITRIX_TEST_POSTGRES";
/// The variable that is set where tests that need such a server must not be left out.
const REQUIRED: &str = "BITRIX_REQUIRE_POSTGRES";

#[derive(ConnectionSettings)]
pub(crate) struct Login {
    pub(crate) login: String,
    pub(crate) password: Secret,
}

pub(crate) fn login() -> Login {
    Login { login: "user".to_owned(), password: Secret::from("secret") }
}

/// What comes at the end of every form of who may ask.
pub(crate) const ME: &str = "connection%5Blogin%5D=user&connection%5Bpassword%5D=secret";

/// An SQLite database in a folder that goes with it.
pub(crate) struct Sqlite {
    pub(crate) pool: SqlitePool,
    _folder: tempfile::TempDir,
}

pub(crate) async fn sqlite(connections: u32) -> Sqlite {
    let folder = tempfile::tempdir().expect("a folder is to be had");
    let options =
        SqliteConnectOptions::new().filename(folder.path().join("sales.db")).create_if_missing(true);
    let pool = SqlitePoolOptions::new().max_connections(connections).connect_with(options).await;
    Sqlite { pool: pool.expect("SQLite opens a file"), _folder: folder }
}

/// A PostgreSQL database, if there is one: `tests/with-postgres` starts one. Without, the tests that need it pass, and
/// nobody is told, since what a test that passes prints is not shown; so whoever counts on them says that they must run.
pub(crate) async fn postgres() -> Option<PgPool> {
    let Ok(address) = std::env::var(POSTGRES) else {
        let is_required = std::env::var_os(REQUIRED).is_some();
        assert!(
            !is_required,
            "{POSTGRES} names no server, and {REQUIRED} is set; tests/with-postgres starts one"
        );
        return None;
    };
    Some(PgPool::connect(&address).await.expect("the server that is named answers"))
}

/// The statements that make a table of sales, whose types each database calls its own way.
pub(crate) fn sales(name: &str, moment: &str) -> Vec<String> {
    vec![
        format!("DROP TABLE IF EXISTS {name}"),
        format!(
            "CREATE TABLE {name} (deal_id INTEGER, customer VARCHAR(100), amount NUMERIC(12, 2), paid BOOLEAN, \
             day DATE, created_at {moment})"
        ),
        format!(
            "INSERT INTO {name} VALUES
             (101, 'Anna''s \"shop\"', 1200.5, TRUE, '2024-08-30', '2024-08-30 12:19:57'),
             (102, 'Łódź 100%', 80, FALSE, '2024-08-31', '2024-08-31 00:00:00'),
             (103, '', NULL, NULL, NULL, NULL),
             (104, NULL, -3.25, TRUE, '2023-01-01', '2023-01-01 23:59:59')"
        ),
    ]
}

pub(crate) async fn run<'c, D, E>(executor: E, statements: Vec<String>)
where
    D: sqlx::Database,
    E: Executor<'c, Database = D> + Copy,
{
    for statement in statements {
        executor.execute(statement.as_str()).await.expect("the statement is right");
    }
}

/// A host of one table of an SQLite database, for whoever logs in.
pub(crate) async fn host_of_sqlite(database: &Sqlite, table: SqlTable) -> Hosting {
    let expected = login();
    let host = SqlHost::new(database.pool.clone(), move |given: &Login| given.matches(&expected));
    serve(host.table(table)).await
}

/// The same of a PostgreSQL database.
pub(crate) async fn host_of_postgres(pool: &PgPool, table: SqlTable) -> Hosting {
    let expected = login();
    let host = SqlHost::new(pool.clone(), move |given: &Login| given.matches(&expected));
    serve(host.table(table)).await
}

pub(crate) async fn serve(host: impl connector::Host) -> Hosting {
    Hosting::start(connector::endpoints(host).into_router()).await.expect("a port is free")
}
