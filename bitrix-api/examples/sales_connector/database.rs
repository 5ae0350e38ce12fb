//! A database with sales in it.

use std::path::PathBuf;

use bitrix_api::host::sql::sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};
use bitrix_api::host::sql::sqlx::{self, Executor as _, SqlitePool};

pub(crate) struct Sales {
    pub(crate) pool: SqlitePool,
    pub(crate) path: PathBuf,
    pub(crate) rows: i64,
    /// Goes with its file when this is dropped.
    _folder: tempfile::TempDir,
}

const SALES: &str = "
    CREATE TABLE sales (
        id INTEGER PRIMARY KEY, day DATE, customer TEXT, city TEXT, amount DECIMAL(12, 2), paid_at DATETIME
    );
    WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 60)
    INSERT INTO sales SELECT
        i,
        date('2026-01-01', (i * 3) || ' days'),
        CASE i % 5 WHEN 0 THEN 'Anna' WHEN 1 THEN 'Jānis & Sons' WHEN 2 THEN 'Stefan'
            WHEN 3 THEN 'Ozols Ltd' ELSE NULL END,
        CASE i % 3 WHEN 0 THEN 'Riga' WHEN 1 THEN 'Tartu' ELSE 'Vilnius' END,
        (i * 37) % 400 + 0.5,
        CASE WHEN i % 4 > 0 THEN datetime('2026-01-01 09:30:00', (i * 3 + 1) || ' days') END
    FROM n;";

impl Sales {
    pub(crate) async fn create() -> Result<Self, Box<dyn std::error::Error>> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("sales.db");
        let options = SqliteConnectOptions::new().filename(&path).create_if_missing(true);
        let pool = SqlitePoolOptions::new().connect_with(options).await?;
        pool.execute(SALES).await?;
        let rows = sqlx::query_scalar("SELECT count(*) FROM sales").fetch_one(&pool).await?;
        Ok(Self { pool, path, rows, _folder: folder })
    }
}
