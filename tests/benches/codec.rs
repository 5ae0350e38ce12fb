//! Measures what writing requests and reading answers costs without a network: the library's codec against serde's
//! derives on the same structs. Figures are processor time. The aim is a ratio of at most 1.5 each.
//!
//! `cargo bench -p bitrix-tests --bench codec`, or for fewer rounds in each block `… -- --rounds 100`; `-- --only 2`
//! runs only the figure of that number, for profilers.

use std::hint::black_box;

use bitrix_api::biconnector::connector::Connector;
use bitrix_api::client::Time;
use bitrix_api::codec::{Decode, Fault, Members, from_json, to_json};
use bitrix_tests::by_hand::{self, Date};
use bitrix_tests::measure;
use bitrix_tests::outcome::Outcome;
use bitrix_tests::seed::{self, RESPONSE};

/// How many blocks each side gets.
const PAIRS: usize = 40;
/// How often a block does its work; work on lists of fifty is done a fiftieth as often.
const ROUNDS: usize = 5_000;

const CONNECTOR: &str = r#"{"id":4,"title":"UPDATED REST CONNECTOR","logo":"data:image/svg+xml;base64,NEWLOGODATA","description":"Updated description","sort":200,"urlCheck":"http://example.com/api/new_check","urlData":"http://example.com/api/new_data","urlTableList":"http://example.com/api/new_table_list","urlTableDescription":"http://example.com/api/new_table_description","settings":[{"name":"Employee Identifier","type":"STRING","code":"id"},{"name":"Password","type":"STRING","code":"password"}],"dateCreate":"2024-09-03 14:10:18","supportMapping":false,"sourceCode":""}"#;

fn main() -> Outcome {
    let rounds = measure::option("--rounds")?.unwrap_or(ROUNDS);
    let only = measure::option("--only")?;
    let list = format!("[{}]", vec![CONNECTOR; 50].join(","));
    let (ours, theirs) = (seed::update()?, by_hand::Update::example(None));
    same(&to_json(&ours), &serde_json::to_vec(&theirs)?)?;
    let read: by_hand::Connector = serde_json::from_str(CONNECTOR)?;
    same(&to_json(&from_json::<Connector>(CONNECTOR.as_bytes())?), &serde_json::to_vec(&read)?)?;

    let figure =
        |at: usize, what: &str, rounds: usize, ours: &dyn Fn() -> Outcome, theirs: &dyn Fn() -> Outcome| {
            if only.is_none_or(|only| only == at) {
                let repeat = |side: &dyn Fn() -> Outcome| (0..rounds.max(1)).try_for_each(|_| side());
                let comparison = measure::alternate(PAIRS, || repeat(ours), || repeat(theirs))?;
                println!("{at}. {what}: {comparison}");
            }
            Outcome::Ok(())
        };
    figure(1, "write an update", rounds, &|| keep(to_json(black_box(&ours))), &|| {
        keep(serde_json::to_vec(black_box(&theirs))?)
    })?;
    figure(
        2,
        "read a connector",
        rounds,
        &|| keep(from_json::<Connector>(black_box(CONNECTOR.as_bytes()))?),
        &|| keep(serde_json::from_slice::<by_hand::Connector>(black_box(CONNECTOR.as_bytes()))?),
    )?;
    figure(
        3,
        "read fifty connectors",
        rounds / 50,
        &|| keep(from_json::<Vec<Connector>>(black_box(list.as_bytes()))?),
        &|| keep(serde_json::from_slice::<Vec<by_hand::Connector>>(black_box(list.as_bytes()))?),
    )?;
    figure(
        4,
        "write an update and read its answer",
        rounds,
        &|| {
            keep(to_json(black_box(&ours)))?;
            keep(from_json::<Answer>(black_box(RESPONSE.as_bytes()))?)
        },
        &|| {
            keep(serde_json::to_vec(black_box(&theirs))?)?;
            keep(serde_json::from_slice::<AnswerByHand>(black_box(RESPONSE.as_bytes()))?)
        },
    )
}

/// Keeps the compiler from leaving the work out.
fn keep<T>(value: T) -> Outcome {
    black_box(value);
    Ok(())
}

/// Only what does the same can be compared.
fn same(ours: &[u8], theirs: &[u8]) -> Outcome {
    if ours == theirs {
        return Ok(());
    }
    let [ours, theirs] = [ours, theirs].map(String::from_utf8_lossy);
    Err(format!("the two sides differ:\n{ours}\n{theirs}").into())
}

struct Answer {
    _time: Option<Time>,
}

impl Decode for Answer {
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        const FIELDS: &[&str] = &["result", "time"];
        let (mut result, mut time) = (None::<()>, None);
        while let Some(field) = members.next(FIELDS) {
            match field {
                0 => members.read(&mut result),
                _ => members.read(&mut time),
            }
        }
        result.map(|()| Self { _time: time }).ok_or_else(|| members.incomplete(FIELDS, &[0]))
    }
}

#[derive(serde::Deserialize)]
struct AnswerByHand {
    #[serde(rename = "result")]
    _result: bool,
    #[serde(rename = "time")]
    _time: Option<TimeByHand>,
}

#[derive(serde::Deserialize)]
#[expect(dead_code, reason = "it is only read into")]
struct TimeByHand {
    start: Option<f64>,
    finish: Option<f64>,
    duration: Option<f64>,
    processing: Option<f64>,
    date_start: Option<Date>,
    date_finish: Option<Date>,
    operating: Option<f64>,
    operating_reset_at: Option<i64>,
}
