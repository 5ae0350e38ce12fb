//! Measures what a long list costs: 50,000 deals walked by id in batches, with the library and by a loop written by hand
//! over the same batches; and the memory that this takes, for 50,000 deals and for 500,000. The portal is a process of its
//! own. The aims are at least 0.9 of the loop's deals a second, at most 21 requests, and memory that does not grow.
//!
//! `cargo bench -p bitrix-tests --bench lists`, or for another number of deals `… -- --deals 10000`.

#![allow(deprecated, reason = "the methods of deals are the ones that the portal has")]

use std::collections::BTreeMap;
use std::process::Command;

use bitrix_api::crm::deal::{DealId, List};
use bitrix_api::{Client, Projection};
use bitrix_tests::outcome::Outcome;
use bitrix_tests::portal_process::PortalProcess;
use bitrix_tests::server_process::ServerProcess;
use bitrix_tests::{http, measure};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value, json};

/// How many deals there are, unless told otherwise.
const DEALS: usize = 50_000;
/// How often each side lists them.
const PAIRS: usize = 6;
/// The argument that makes this program list once and say what memory that took.
const MEMORY: &str = "--memory";

fn main() -> Outcome {
    let deals = measure::option("--deals")?.unwrap_or(DEALS);
    if ServerProcess::is_asked_for() {
        let deals = u32::try_from(deals)?;
        return PortalProcess::serve(|portal| portal.deals(deals));
    }
    if std::env::args().any(|argument| argument == MEMORY) {
        return list_once();
    }
    let portal = PortalProcess::start()?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let client: Client = Client::oauth(&portal.endpoint, portal.token.as_str())?.into();
    let by_hand = ByHand { http: http::client()?, portal: &portal };
    expect(deals, runtime.block_on(typed(&client))?)?;
    println!("{deals} deals listed in {} requests", runtime.block_on(requests(&portal))?);
    for (what, clock) in
        [("time", measure::wall_time as fn() -> _), ("processor time", measure::processor_time)]
    {
        let comparison = measure::alternate_by(
            clock,
            PAIRS,
            || expect(deals, runtime.block_on(typed(&client))?),
            || expect(deals, runtime.block_on(by_hand.list())?),
        )?;
        let ratio = 1.0 / comparison.ratio();
        println!("{deals} deals listed, {what}: {comparison}; {ratio:.2} of the loop's deals a second");
    }
    for deals in [deals, 10 * deals] {
        println!("peak memory for {deals} deals: {:.1} MiB", memory_for(deals)?);
    }
    Ok(())
}

fn expect(deals: usize, found: usize) -> Outcome {
    if found == deals { Ok(()) } else { Err(format!("{found} of {deals} deals").into()) }
}

#[derive(Projection)]
#[bitrix(entity = "crm.deal")]
#[expect(dead_code, reason = "they are read, and that is what is measured")]
struct Summary {
    id: DealId,
    title: String,
    stage_id: String,
    company_id: Option<i64>,
    comments: Option<String>,
}

async fn typed(client: &Client) -> Outcome<usize> {
    let mut deals = client.list_by_id(List::new().select::<Summary>()).in_batches();
    let mut count = 0;
    while let Some(deal) = deals.next().await {
        std::hint::black_box(deal?);
        count += 1;
    }
    Ok(count)
}

/// How many requests one list has taken: one for its first page, and a batch for each fifty pages that follow.
async fn requests(portal: &PortalProcess) -> Outcome<u64> {
    let address = portal.endpoint.replace("/rest/", "/__portal/counts");
    let counts: Value = serde_json::from_str(&http::get(&address).await?.1)?;
    Ok(1 + counts["methods"]["batch"]["received"].as_u64().unwrap_or(0))
}

/// The most memory that listing so many deals takes, in MiB.
fn memory_for(deals: usize) -> Outcome<f64> {
    let mut program = Command::new(std::env::current_exe()?);
    let output = program.args([MEMORY, "--deals", &deals.to_string()]).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().parse::<f64>()? / 1024.0)
}

/// Prints the peak of this process's memory in KiB.
fn list_once() -> Outcome {
    let portal = PortalProcess::start()?;
    let client: Client = Client::oauth(&portal.endpoint, portal.token.as_str())?.into();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(typed(&client))?;
    println!("{}", measure::peak_memory()?);
    Ok(())
}

/// The same without the library.
struct ByHand<'p> {
    http: reqwest::Client,
    portal: &'p PortalProcess,
}

#[derive(Deserialize)]
struct Answer {
    result: Results,
}

#[derive(Deserialize)]
struct Results {
    // In the order of the names, which is that of the commands.
    result: BTreeMap<String, Vec<Row>>,
    result_error: Value,
}

#[derive(Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[expect(dead_code, reason = "they are read, and that is what is measured")]
struct Row {
    #[serde(deserialize_with = "number")]
    id: i64,
    title: String,
    stage_id: String,
    #[serde(deserialize_with = "optional_number")]
    company_id: Option<i64>,
    comments: Option<String>,
}

fn number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i64, D::Error> {
    String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
}

fn optional_number<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<i64>, D::Error> {
    let text: Option<String> = Option::deserialize(deserializer)?;
    text.filter(|text| !text.is_empty())
        .map(|text| text.parse().map_err(serde::de::Error::custom))
        .transpose()
}

impl ByHand<'_> {
    async fn list(&self) -> Outcome<usize> {
        let (mut count, mut last) = (0, 0);
        loop {
            let answer = self.batch(last).await?;
            if answer.result_error.as_object().is_some_and(|errors| !errors.is_empty()) {
                return Err(format!("refused: {}", answer.result_error).into());
            }
            for page in answer.result.into_values() {
                let is_short = page.len() < 50;
                for row in page {
                    last = row.id;
                    std::hint::black_box(row);
                    count += 1;
                }
                if is_short {
                    return Ok(count);
                }
            }
        }
    }

    async fn batch(&self, last: i64) -> Outcome<Results> {
        let mut commands = Map::new();
        for at in 0..50 {
            let after = match at {
                0 => last.to_string(),
                _ => format!("$result[c{:02}][49][ID]", at - 1),
            };
            let command = format!(
                "crm.deal.list?order[ID]=ASC&start=-1&filter[%3EID]={after}&select[]=ID&select[]=TITLE&\
                 select[]=STAGE_ID&select[]=COMPANY_ID&select[]=COMMENTS"
            );
            commands.insert(format!("c{at:02}"), command.into());
        }
        let params = json!({ "halt": 0, "cmd": commands, "auth": self.portal.token });
        let request = self.http.post(format!("{}batch", self.portal.endpoint));
        let request = request.header("Content-Type", "application/json").body(params.to_string());
        let answer = request.send().await?.error_for_status()?.bytes().await?;
        Ok(serde_json::from_slice::<Answer>(&answer)?.result)
    }
}
