//! A million rows through `urlData`, against a bare loop of sqlx and serde_json over the same rows:
//! `cargo bench -p bitrix-tests --bench host [-- --rows 1000000] [-- --rounds 3]`.
//!
//! The host's side is a call over HTTP, its answer read and thrown away; the bare loop writes the same JSON to memory,
//! without any HTTP. Both take turns.

use std::time::Duration;

use bitrix_api::biconnector::connector;
use bitrix_api::host::sql::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use bitrix_api::host::sql::sqlx::{self, Executor as _, Row as _, SqlitePool};
use bitrix_api::host::sql::{SqlHost, SqlTable};
use bitrix_tests::hosting::Hosting;
use bitrix_tests::outcome::Outcome;
use bitrix_tests::{http, measure};

const SELECT: &str = "SELECT id, customer, amount, paid, city FROM sales";

fn main() -> Outcome {
    let rows = measure::option("--rows")?.unwrap_or(1_000_000);
    let rounds = measure::option("--rounds")?.unwrap_or(3);
    let runtime = tokio::runtime::Runtime::new()?;
    let folder = tempfile::tempdir()?;
    let options =
        SqliteConnectOptions::new().filename(folder.path().join("sales.db")).create_if_missing(true);
    let pool = SqlitePoolOptions::new().max_connections(2);
    let pool = runtime.block_on(pool.connect_with(options))?;
    let fill = format!(
        "CREATE TABLE sales (id INTEGER, customer TEXT, amount REAL, paid BOOLEAN, city TEXT);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
         INSERT INTO sales SELECT i, 'Customer number ' || i, i / 4.0, i % 2, CASE i % 3 WHEN 0 THEN 'Riga' END FROM n"
    );
    runtime.block_on(pool.execute(fill.as_str()))?;
    let host = SqlHost::new(pool.clone(), |(): &()| true).table(SqlTable::new("sales"));
    let hosting = runtime.block_on(Hosting::start(connector::endpoints(host).into_router()))?;

    let before = measure::peak_memory()?;
    let bytes = runtime.block_on(hosted(&hosting))?;
    let after = measure::peak_memory()?;
    println!("{rows} rows, {:.0} MB of JSON", bytes as f64 / 1e6);
    println!(
        "peak memory of the process: {before} KiB before the first call, {after} KiB behind it: {} KiB for the call",
        after - before
    );
    let same = |size: usize| -> Outcome {
        if size == bytes { Ok(()) } else { Err(format!("{size} bytes, and {bytes} the first time").into()) }
    };
    let comparison = measure::alternate_by(
        measure::wall_time,
        rounds,
        || same(runtime.block_on(hosted(&hosting))?),
        || same(runtime.block_on(bare(&pool))?),
    )?;
    let (ours, theirs) = comparison.totals();
    let per_second = |time: Duration| (rows * rounds) as f64 / time.as_secs_f64();
    println!("{comparison}");
    println!("host: {:.0} rows a second", per_second(ours));
    println!("bare: {:.0} rows a second", per_second(theirs));
    println!("ratio: {:.2}", 1.0 / comparison.ratio());
    Ok(())
}

/// A call of the host, and how many bytes came.
async fn hosted(hosting: &Hosting) -> Outcome<usize> {
    let request = http::client()?
        .post(format!("{}/urlData", hosting.base))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("table=sales");
    let mut answer = request.send().await?.error_for_status()?;
    let mut bytes = 0;
    while let Some(chunk) = answer.chunk().await? {
        bytes += chunk.len();
    }
    Ok(bytes)
}

/// What one would write by hand, if there were nothing to obey, and how many bytes that makes.
async fn bare(pool: &SqlitePool) -> Outcome<usize> {
    let mut rows = sqlx::query(SELECT).fetch(pool);
    let mut buffer = br#"[["id","customer","amount","paid","city"]"#.to_vec();
    let mut bytes = 0;
    while let Some(row) = std::future::poll_fn(|cx| rows.as_mut().poll_next(cx)).await {
        let row = row?;
        let id: Option<i64> = row.try_get(0)?;
        let customer: Option<&str> = row.try_get(1)?;
        let amount: Option<f64> = row.try_get(2)?;
        let paid: Option<i64> = row.try_get_unchecked(3)?;
        let city: Option<&str> = row.try_get(4)?;
        buffer.push(b',');
        serde_json::to_writer(&mut buffer, &(id, customer, amount, paid, city))?;
        if buffer.len() > 32 * 1024 {
            bytes += buffer.len();
            buffer.clear();
        }
    }
    buffer.push(b']');
    Ok(bytes + buffer.len())
}
