//! Measures how near a client comes to what a portal's rate limit allows: 300 calls, 32 at a time, by one client and by
//! two of one portal, against a simulated portal with the limit of ordinary plans, ten times as fast. No call may be
//! refused or lost, and the time is to be within 3 % of the optimum.
//!
//! `cargo bench -p bitrix-tests --bench limits`, or for fewer calls `… -- --calls 100`.

use std::time::{Duration, Instant};

use bitrix_api::Client;
use bitrix_api::client::OAuth;
use bitrix_api::limits::RateLimit;
use bitrix_api::portal::Portal;
use bitrix_tests::flood::flood;
use bitrix_tests::measure;
use bitrix_tests::outcome::Outcome;

/// How many calls there are unless told otherwise.
const CALLS: usize = 300;
/// What the portal takes: two a second and 50 at once, ten times as fast.
const LIMIT: RateLimit = RateLimit { capacity: 50, per_second: 20.0 };

#[tokio::main]
async fn main() -> Outcome {
    let calls = measure::option("--calls")?.unwrap_or(CALLS);
    for clients in [1, 2] {
        println!("{clients} client(s), {calls} calls: {}", measured(clients, calls).await?);
    }
    Ok(())
}

/// What became of the calls of so many clients of one portal, which is a new one each time.
async fn measured(clients: usize, calls: usize) -> Outcome<String> {
    let portal = Portal::start().await?;
    portal.seed(&serde_json::json!({ "connectors": [{ "id": 4 }] }))?;
    portal.rate_limit(LIMIT);
    let clients = (0..clients).map(|_| client(&portal)).collect::<Outcome<Vec<_>>>()?;
    let begun = Instant::now();
    let succeeded = flood(&clients, calls).await?;
    let took = begun.elapsed();
    let optimum = optimum(calls);
    let ratio = took.as_secs_f64() / optimum.as_secs_f64();
    Ok(format!(
        "{:.3} s, optimum {:.3} s, ratio {ratio:.3}; {} refused, {} lost",
        took.as_secs_f64(),
        optimum.as_secs_f64(),
        portal.refused_by_limit(),
        calls - succeeded,
    ))
}

fn client(portal: &Portal) -> Outcome<Client<OAuth>> {
    Ok(Client::builder().rate_limit(LIMIT).oauth(&portal.client_endpoint(), portal.token())?)
}

/// What the portal takes at once costs no time, and all that follows waits until there is room.
fn optimum(calls: usize) -> Duration {
    let later = calls.saturating_sub(LIMIT.capacity as usize);
    Duration::from_secs_f64(later as f64 / LIMIT.per_second)
}
