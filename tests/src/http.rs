//! Calls without the library, as any language makes them.

use std::sync::OnceLock;
use std::time::Duration;

use serde_json::Value;

use crate::outcome::Outcome;

/// A client that goes straight to where it is sent.
pub fn client() -> reqwest::Result<reqwest::Client> {
    straight().build()
}

/// The client of all calls here. It keeps no connections, which would end with the runtime of the test that opened them;
/// making one for each call would take longer than the call.
pub(crate) fn of_single_calls() -> reqwest::Result<&'static reqwest::Client> {
    static CLIENT: OnceLock<reqwest::Client> = OnceLock::new();
    if let Some(client) = CLIENT.get() {
        return Ok(client);
    }
    let client = straight().pool_max_idle_per_host(0).build()?;
    Ok(CLIENT.get_or_init(|| client))
}

fn straight() -> reqwest::ClientBuilder {
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(60))
}

/// Gets a text, whatever its status.
pub async fn get(address: &str) -> reqwest::Result<(u16, String)> {
    let answer = of_single_calls()?.get(address).send().await?;
    Ok((answer.status().as_u16(), answer.text().await?))
}

/// Posts JSON; gives status and answer, null for one without a body.
pub async fn post(address: &str, json: &str) -> Outcome<(u16, Value)> {
    send("POST", address, json).await
}

/// The same with any verb.
pub async fn send(verb: &str, address: &str, json: &str) -> Outcome<(u16, Value)> {
    let request = of_single_calls()?.request(verb.parse()?, address);
    let request = request.header("Content-Type", "application/json").body(json.to_owned());
    let answer = request.send().await?;
    let status = answer.status().as_u16();
    let body = answer.text().await?;
    if body.is_empty() {
        return Ok((status, Value::Null));
    }
    let json = serde_json::from_str(&body).map_err(|error| format!("{address} answers {body:?}: {error}"))?;
    Ok((status, json))
}
