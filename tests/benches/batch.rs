//! Measures what a batch costs: thousands of `crm.deal.add` in requests of fifty, with the library and by a loop written
//! by hand over the same requests. The portal is a process of its own. The aim is at least 0.9 of the loop's deals a
//! second.
//!
//! `cargo bench -p bitrix-tests --bench batch`, or for another number of deals `… -- --deals 1000`.

#![allow(deprecated, reason = "the methods of deals are the ones that the portal has")]

use std::collections::HashMap;

use bitrix_api::Client;
use bitrix_api::client::OAuth;
use bitrix_api::crm::deal::Add;
use bitrix_tests::outcome::Outcome;
use bitrix_tests::portal_process::PortalProcess;
use bitrix_tests::server_process::ServerProcess;
use bitrix_tests::{http, measure};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// How many deals are added a time, unless told otherwise.
const DEALS: usize = 5_000;
/// How often each side adds them.
const PAIRS: usize = 6;

fn main() -> Outcome {
    if ServerProcess::is_asked_for() {
        return PortalProcess::serve(|portal| portal);
    }
    let deals = measure::option("--deals")?.unwrap_or(DEALS);
    let portal = PortalProcess::start()?;
    let client = Client::oauth(&portal.endpoint, portal.token.as_str())?;
    let by_hand = ByHand { http: http::client()?, portal: &portal };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    for (what, clock) in
        [("time", measure::wall_time as fn() -> _), ("processor time", measure::processor_time)]
    {
        let comparison = measure::alternate_by(
            clock,
            PAIRS,
            || runtime.block_on(typed(&client, deals)),
            || runtime.block_on(by_hand.add(deals)),
        )?;
        println!(
            "{deals} deals added by batch, {what}: {comparison}; {:.2} of the loop's deals a second",
            1.0 / comparison.ratio()
        );
    }
    Ok(())
}

async fn typed(client: &Client<OAuth>, deals: usize) -> Outcome {
    let mut batch = client.batch();
    let mut commands = Vec::with_capacity(deals);
    for at in 0..deals {
        commands.push(batch.add(Add::new().title(format!("Deal {at}")).opportunity(19).opened(true))?);
    }
    let mut results = batch.send().await;
    for command in commands {
        results.take(command)?;
    }
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
    result: HashMap<String, i64>,
    result_error: Value,
}

impl ByHand<'_> {
    async fn add(&self, deals: usize) -> Outcome {
        let numbers: Vec<usize> = (0..deals).collect();
        for part in numbers.chunks(50) {
            let mut commands = Map::new();
            for (name, at) in part.iter().enumerate() {
                let command =
                    format!("crm.deal.add?fields[TITLE]=Deal%20{at}&fields[OPPORTUNITY]=19&fields[OPENED]=Y");
                commands.insert(format!("c{name:02}"), command.into());
            }
            let params = json!({ "halt": 0, "cmd": commands, "auth": self.portal.token });
            let request = self.http.post(format!("{}batch", self.portal.endpoint));
            let request = request.header("Content-Type", "application/json").body(params.to_string());
            let answer = request.send().await?.error_for_status()?.bytes().await?;
            let Answer { result } = serde_json::from_slice(&answer)?;
            if result.result.len() != part.len() {
                return Err(format!("refused: {}", result.result_error).into());
            }
        }
        Ok(())
    }
}
