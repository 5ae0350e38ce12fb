//! A million rows through `urlData`, against a bare loop of sqlx and serde_json over the same rows:
//! `cargo bench -p bitrix-tests --bench host [-- --rows 1000000] [-- --rounds 3]`.
//!
//! The host's side is a call over HTTP, its answer read and thrown away; the bare loop writes the same JSON to memory,
//! without any HTTP. Both take turns.

use std::error::Error;
use std::time::{Duration, Instant};

use bitrix_api::biconnector::connector;
use bitrix_api::host::sql::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use bitrix_api::host::sql::sqlx::{self, Executor as _, Row as _, SqlitePool};
use bitrix_api::host::sql::{SqlHost, SqlTable};
use bitrix_tests::hosting::{Hosting, client};
use bitrix_tests::measure::option;

const SELECT: &str = "SELECT id, customer, amount, paid, city FROM sales";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let rows = option("--rows")?.unwrap_or(1_000_000);
    let rounds = option("--rounds")?.unwrap_or(3);
    let folder = tempfile::tempdir()?;
    let options =
        SqliteConnectOptions::new().filename(folder.path().join("sales.db")).create_if_missing(true);
    let pool = SqlitePoolOptions::new().max_connections(2).connect_with(options).await?;
    let fill = format!(
        "CREATE TABLE sales (id INTEGER, customer TEXT, amount REAL, paid BOOLEAN, city TEXT);
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {rows})
         INSERT INTO sales SELECT i, 'Customer number ' || i, i / 4.0, i % 2, CASE i % 3 WHEN 0 THEN 'Riga' END FROM n"
    );
    pool.execute(fill.as_str()).await?;
    let host = SqlHost::new(pool.clone(), |(): &()| true).table(SqlTable::new("sales"));
    let hosting = Hosting::start(connector::endpoints(host).into_router()).await?;

    let before = peak_memory()?;
    let mut bytes = hosted(&hosting).await?.1;
    let after = peak_memory()?;
    println!("{rows} rows, {:.0} MB of JSON", bytes as f64 / 1e6);
    println!(
        "peak memory of the process: {before} KiB before the first call, {after} KiB behind it: {} KiB for the call",
        after - before
    );
    let (mut ours, mut theirs) = (Duration::ZERO, Duration::ZERO);
    for round in 0..rounds {
        if round % 2 == 0 {
            theirs += bare(&pool).await?.0;
        }
        let (took, size) = hosted(&hosting).await?;
        ours += took;
        bytes = size;
        if round % 2 == 1 {
            theirs += bare(&pool).await?.0;
        }
    }
    let (_, size) = bare(&pool).await?;
    if size != bytes {
        return Err(format!("the bare loop writes {size} bytes, and the host {bytes}").into());
    }
    let per_second = |time: Duration| (rows * rounds) as f64 / time.as_secs_f64();
    println!("host: {:.0} rows a second", per_second(ours));
    println!("bare: {:.0} rows a second", per_second(theirs));
    println!("ratio: {:.2}", per_second(ours) / per_second(theirs));
    Ok(())
}

/// A call of the host: how long it took, and how many bytes came.
async fn hosted(hosting: &Hosting) -> Result<(Duration, usize), Box<dyn Error>> {
    let begun = Instant::now();
    let request = client()?
        .post(format!("{}/urlData", hosting.base))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .body("table=sales");
    let mut answer = request.send().await?.error_for_status()?;
    let mut bytes = 0;
    while let Some(chunk) = answer.chunk().await? {
        bytes += chunk.len();
    }
    Ok((begun.elapsed(), bytes))
}

/// What one would write by hand, if there were nothing to obey.
async fn bare(pool: &SqlitePool) -> Result<(Duration, usize), Box<dyn Error>> {
    let begun = Instant::now();
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
    Ok((begun.elapsed(), bytes + buffer.len()))
}

/// The most memory that this process has had at a time, in KiB.
fn peak_memory() -> Result<i64, Box<dyn Error>> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line =
        status.lines().find_map(|line| line.strip_prefix("VmHWM:")).ok_or("the kernel does not say")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}
