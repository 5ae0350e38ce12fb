//! Random tables, filters and selections: a host's answer is what plain Rust makes of the same rows.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bitrix_api::host::sql::SqlTable;
use bitrix_tests::hosting::Hosting;
use fastrand::Rng;
use url::form_urlencoded::byte_serialize;

use crate::reference::{Cell, Node, Value, holds};
use crate::setting::{ME, host_of_postgres, host_of_sqlite, postgres, run, sqlite};

/// What the columns hold.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Integer,
    Double,
    Flag,
    Text,
    Date,
    Moment,
}

const KINDS: [Kind; 6] = [Kind::Integer, Kind::Double, Kind::Flag, Kind::Text, Kind::Date, Kind::Moment];

#[derive(Debug, Clone, Copy, PartialEq)]
enum Database {
    Sqlite,
    Postgres,
}

/// Sizes, so that a failure names the seed that makes it again.
const TABLES: u64 = 40;
const QUERIES: usize = 30;

#[tokio::test]
async fn sqlite_answers_as_plain_rust_does() {
    for seed in 0..TABLES {
        let mut random = Rng::with_seed(seed);
        let sample = Sample::new(Database::Sqlite, &mut random);
        let database = sqlite(1).await;
        run(&database.pool, sample.statements("random_rows")).await;
        let host = host_of_sqlite(&database, SqlTable::new("random_rows")).await;
        sample.agrees(&host, "random_rows", seed, &mut random).await;
    }
}

#[tokio::test]
async fn postgresql_answers_as_plain_rust_does() {
    let Some(pool) = postgres().await else { return };
    for seed in 0..TABLES {
        let mut random = Rng::with_seed(seed);
        let sample = Sample::new(Database::Postgres, &mut random);
        run(&pool, sample.statements("random_rows")).await;
        let host = host_of_postgres(&pool, SqlTable::new("random_rows")).await;
        sample.agrees(&host, "random_rows", seed, &mut random).await;
    }
}

/// A table.
struct Sample {
    database: Database,
    kinds: Vec<Kind>,
    /// What is stored, as literals of SQL.
    stored: Vec<Vec<String>>,
    cells: Vec<Vec<Cell>>,
}

impl Sample {
    fn new(database: Database, random: &mut Rng) -> Self {
        let kinds: Vec<Kind> = (0..random.usize(1..=7)).map(|_| KINDS[random.usize(..KINDS.len())]).collect();
        let mut sample = Self { database, kinds: kinds.clone(), stored: Vec::new(), cells: Vec::new() };
        for _ in 0..random.usize(0..=25) {
            let row = kinds.iter().map(|kind| {
                if random.u8(..5) == 0 {
                    return ("NULL".to_owned(), Cell::Null);
                }
                let value = value(*kind, random);
                let literal = match kind {
                    Kind::Integer | Kind::Double => value.written,
                    Kind::Flag if value.written == "1" => "TRUE".to_owned(),
                    Kind::Flag => "FALSE".to_owned(),
                    // A session's time zone is nothing that a table knows.
                    Kind::Moment if database == Database::Postgres && value.written.len() == 19 => {
                        format!("'{}+00'", value.written)
                    }
                    Kind::Text | Kind::Date | Kind::Moment => {
                        format!("'{}'", value.written.replace('\'', "''"))
                    }
                };
                (literal, value.cell)
            });
            let (stored, cells): (Vec<_>, Vec<_>) = row.unzip();
            sample.stored.push(stored);
            sample.cells.push(cells);
        }
        sample
    }

    fn statements(&self, name: &str) -> Vec<String> {
        let columns = self.kinds.iter().enumerate().map(|(at, kind)| {
            let ty = match (kind, self.database) {
                (Kind::Integer, _) => ["INTEGER", "BIGINT", "SMALLINT"][at % 3],
                (Kind::Double, _) => ["DOUBLE PRECISION", "NUMERIC(10, 2)", "REAL"][at % 3],
                (Kind::Flag, _) => "BOOLEAN",
                (Kind::Text, _) => ["TEXT", "VARCHAR(40)"][at % 2],
                (Kind::Date, _) => "DATE",
                (Kind::Moment, Database::Sqlite) => "DATETIME",
                (Kind::Moment, Database::Postgres) => "TIMESTAMPTZ",
            };
            format!("c{at} {ty}")
        });
        let columns = columns.collect::<Vec<_>>().join(", ");
        let mut statements =
            vec![format!("DROP TABLE IF EXISTS {name}"), format!("CREATE TABLE {name} ({columns})")];
        let rows: Vec<_> = self.stored.iter().map(|row| format!("({})", row.join(", "))).collect();
        if !rows.is_empty() {
            statements.push(format!("INSERT INTO {name} VALUES {}", rows.join(", ")));
        }
        statements
    }

    async fn agrees(&self, host: &Hosting, table: &str, seed: u64, random: &mut Rng) {
        for _ in 0..QUERIES {
            let mut selected: Vec<usize> = (0..self.kinds.len()).collect();
            random.shuffle(&mut selected);
            selected.truncate(random.usize(1..=selected.len()));
            let filter = self.filter(random, 0);
            let limit = (random.u8(..3) == 0).then(|| random.usize(0..=30));
            let mut form = format!("table={table}");
            for column in &selected {
                let _ = write!(form, "&select[]=C{column}&mapFields[c{column}]=C{column}");
            }
            write_filter(&filter, "filter", &mut form);
            if let Some(limit) = limit {
                let _ = write!(form, "&limit={limit}");
            }
            let (status, text) = host.call("urlData", format!("{form}&{ME}")).await.expect("it answers");
            assert_eq!(status, 200, "seed {seed}: {form}: {text}");
            let mut rows: Vec<Vec<serde_json::Value>> = serde_json::from_str(&text).expect("it is JSON");
            let header = rows.remove(0);
            assert_eq!(header, selected.iter().map(|at| format!("c{at}")).collect::<Vec<_>>());
            let expected = self.cells.iter().filter(|row| holds(&filter, row));
            let mut expected: Vec<String> =
                expected.map(|row| shown(selected.iter().map(|at| row[*at].clone()))).collect();
            let mut found: Vec<String> =
                rows.into_iter().map(|row| shown(row.into_iter().map(Cell::from))).collect();
            expected.sort();
            found.sort();
            match limit {
                // Which of them come is the database's to say.
                Some(limit) => {
                    assert_eq!(found.len(), expected.len().min(limit), "seed {seed}: {form}");
                    for row in found {
                        let at = expected.iter().position(|known| *known == row);
                        expected.remove(at.unwrap_or_else(|| unreachable!("seed {seed}: {form}: {row}")));
                    }
                }
                None => assert_eq!(found, expected, "seed {seed}: {form}"),
            }
        }
    }

    fn filter(&self, random: &mut Rng, depth: usize) -> Node {
        let mut nodes = Vec::new();
        let mut taken = BTreeSet::new();
        for _ in 0..random.usize(0..=3) {
            if depth < 3 && random.u8(..3) == 0 {
                nodes.push(self.filter(random, depth + 1));
                continue;
            }
            let node = self.condition(random);
            if let Node::Compare { prefix, column, .. } = &node
                && taken.insert((*prefix, *column))
            {
                nodes.push(node);
            }
        }
        Node::Group { any: random.bool(), nodes }
    }

    fn condition(&self, random: &mut Rng) -> Node {
        const PREFIXES: [&str; 17] =
            ["", "=", "@", "!", "!=", "!@", ">", ">=", "<", "<=", "><", "!><", "%", "!%", "=%", "!=%", "="];
        let column = random.usize(..self.kinds.len());
        let prefix = PREFIXES[random.usize(..PREFIXES.len())];
        let count = if prefix.ends_with("><") { 2 } else { random.usize(1..=3) };
        let values = (0..count).map(|_| match prefix {
            "%" | "!%" | "=%" | "!=%" => {
                let written = text(random, &["a", "b", "1", "-", "%", "_", "\\", "|", "2024", "T"]);
                Value { cell: Cell::Text(written.clone()), written }
            }
            "" | "=" | "@" | "!" | "!=" | "!@" if random.u8(..4) == 0 => {
                Value { written: String::new(), cell: Cell::Text(String::new()) }
            }
            _ => value(self.kinds[column], random),
        });
        Node::Compare { prefix, column, values: values.collect() }
    }
}

/// A value that such a column can hold.
fn value(kind: Kind, random: &mut Rng) -> Value {
    match kind {
        Kind::Integer => number(f64::from(random.i16(-30..30))),
        Kind::Flag => number(f64::from(random.u8(..2))),
        // With a fraction, so that databases write it alike.
        Kind::Double => number(f64::from(random.i16(-10..10)) + 0.25),
        Kind::Text => {
            let written = text(random, &["a", "A", "b", "é", "%", "_", "\\", "|", "'", "\"", " ", "&", "="]);
            Value { cell: Cell::Text(written.clone()), written }
        }
        Kind::Date => {
            let written = format!("2024-0{}-1{}", random.u8(1..4), random.u8(..4));
            Value { cell: Cell::Time(written.clone()), written }
        }
        Kind::Moment => {
            let (day, hour, minute) = (random.u8(10..14), random.u8(4..20), random.u8(..60));
            let clock = |hour| format!("2024-01-{day} {hour:02}:{minute:02}:07");
            let shown = format!("{}+00:00", clock(hour).replace(' ', "T"));
            let written = match random.u8(..3) {
                0 => clock(hour),
                1 => format!("{}+03:00", clock(hour + 3)),
                _ => format!("{}-04:00", clock(hour - 4)),
            };
            Value { written, cell: Cell::Time(shown) }
        }
    }
}

fn number(number: f64) -> Value {
    Value { written: number.to_string(), cell: Cell::Number(number) }
}

fn text(random: &mut Rng, pieces: &[&str]) -> String {
    (0..random.usize(0..=3)).map(|_| pieces[random.usize(..pieces.len())]).collect()
}

fn write_filter(node: &Node, path: &str, form: &mut String) {
    let Node::Group { any, nodes } = node else { return };
    if *any {
        let _ = write!(form, "&{path}[LOGIC]=OR");
    }
    for (at, node) in nodes.iter().enumerate() {
        match node {
            Node::Group { .. } => write_filter(node, &format!("{path}[{at}]"), form),
            Node::Compare { prefix, column, values } => {
                let key: String = byte_serialize(format!("{prefix}C{column}").as_bytes()).collect();
                let list = if values.len() > 1 { "[]" } else { "" };
                for value in values {
                    let value: String = byte_serialize(value.written.as_bytes()).collect();
                    let _ = write!(form, "&{path}[{key}]{list}={value}");
                }
            }
        }
    }
}

impl From<serde_json::Value> for Cell {
    fn from(value: serde_json::Value) -> Self {
        match value {
            serde_json::Value::Null => Self::Null,
            serde_json::Value::Number(number) => Self::Number(number.as_f64().unwrap_or(f64::NAN)),
            other => Self::Text(other.as_str().unwrap_or_default().to_owned()),
        }
    }
}

/// A row in a form that can be sorted.
fn shown(cells: impl Iterator<Item = Cell>) -> String {
    let text = |cell| match cell {
        Cell::Null => "null".to_owned(),
        Cell::Number(number) => number.to_string(),
        Cell::Text(text) | Cell::Time(text) => format!("{text:?}"),
    };
    cells.map(text).collect::<Vec<_>>().join(",")
}
