//! Many calls at once, and few connections.

use std::sync::Arc;
use std::time::Duration;

use bitrix_api::host::sql::sqlx::SqlitePool;
use bitrix_api::host::sql::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use bitrix_api::host::sql::{SqlHost, SqlTable};
use bitrix_tests::hosting::Hosting;
use bitrix_tests::http::client;
use bitrix_tests::waiting::until;
use serde_json::Value;

use crate::setting::{ME, run, serve};

const CONNECTIONS: u32 = 5;
const CALLS: i64 = 200;
const ROWS_EACH: i64 = 50;

/// A table of which each call wants other rows, behind five connections, and these connections.
async fn house(folder: &tempfile::TempDir, acquire_timeout: Duration) -> (Hosting, SqlitePool) {
    let options =
        SqliteConnectOptions::new().filename(folder.path().join("crowd.db")).create_if_missing(true);
    let pool = SqlitePoolOptions::new().max_connections(CONNECTIONS).acquire_timeout(acquire_timeout);
    let pool = pool.connect_with(options).await.expect("SQLite opens a file");
    let statements = [
        "CREATE TABLE IF NOT EXISTS crowd (id INTEGER, caller INTEGER)".to_owned(),
        "DELETE FROM crowd".to_owned(),
        format!(
            "INSERT INTO crowd WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {}) \
             SELECT i, i % {CALLS} FROM n",
            CALLS * ROWS_EACH - 1
        ),
    ];
    run(&pool, statements.to_vec()).await;
    let host = SqlHost::new(pool.clone(), |_: &()| true).table(SqlTable::new("crowd"));
    (serve(host).await, pool)
}

/// How many calls were answered with their rows, and how many were told to come again. Any other answer fails.
async fn crowd(host: &Hosting) -> (usize, usize) {
    let address: Arc<str> = format!("{}/urlData", host.base).into();
    let http = client().expect("no TLS is needed");
    let calls: Vec<_> = (0..CALLS)
        .map(|caller| {
            let form = format!("table=crowd&select[]=caller&select[]=id&filter[caller]={caller}&{ME}");
            let request = http.post(&*address).header("Content-Type", "application/x-www-form-urlencoded");
            let request = request.body(form).send();
            tokio::spawn(async move {
                let answer = request.await.expect("it answers");
                let status = answer.status().as_u16();
                (caller, status, answer.text().await.expect("the answer is whole"))
            })
        })
        .collect();
    let (mut answered, mut busy) = (0, 0);
    for call in calls {
        let (caller, status, text) = call.await.expect("no call panics");
        match status {
            200 => {
                let rows: Vec<Vec<Value>> = serde_json::from_str(&text).expect("it is JSON");
                let mut ids: Vec<i64> = rows.iter().skip(1).filter_map(|row| row[1].as_i64()).collect();
                ids.sort_unstable();
                assert!(rows.iter().skip(1).all(|row| row[0] == caller), "{caller}: {text}");
                assert_eq!(ids, (0..ROWS_EACH).map(|at| at * CALLS + caller).collect::<Vec<_>>());
                answered += 1;
            }
            503 => {
                assert!(text.contains("BUSY"), "{text}");
                busy += 1;
            }
            _ => unreachable!("{caller}: {status} {text}"),
        }
    }
    (answered, busy)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_hundred_calls_share_five_connections_and_each_gets_its_own_rows() {
    let folder = tempfile::tempdir().expect("a folder is to be had");
    let (host, _pool) = house(&folder, Duration::from_secs(60)).await;
    assert_eq!(crowd(&host).await, (200, 0));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn those_that_get_no_connection_in_time_are_told_to_come_again() {
    let folder = tempfile::tempdir().expect("a folder is to be had");
    let (host, pool) = house(&folder, Duration::from_millis(500)).await;
    let mut held = Vec::new();
    for _ in 0..CONNECTIONS {
        held.push(pool.acquire().await.expect("nobody else has one"));
    }
    assert_eq!(crowd(&host).await, (0, 200));
    drop(held);
    until(|| pool.num_idle() == CONNECTIONS as usize).await;
    let form = format!("table=crowd&limit=1&{ME}");
    assert_eq!(host.call("urlData", form).await.expect("it answers").0, 200);
}
