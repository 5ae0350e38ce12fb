//! A running portal as its user holds it.

pub(super) mod builder;
mod calls;
pub(super) mod conditions;
mod contents;
mod limits;
mod mishaps;
pub(super) mod start_error;
mod tokens;

use std::fmt;
use std::sync::Arc;

use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::authorisation::application::{SECOND_TOKEN, TOKEN};
use super::authorisation::{USER, WEBHOOK_SECRET};
use super::network::route::REST_PATH;
use super::network::served::Served;
use super::network::server;
use super::state::seed::SeedError;
use crate::php::Value;
use builder::PortalBuilder;
use start_error::StartError;

/// A simulated portal that is running. Dropping it stops it at once; [`shutdown`](Self::shutdown) lets calls finish.
pub struct Portal {
    served: Arc<Served>,
    local_url: String,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

impl Portal {
    /// Starts an empty portal of release 26.250 on a free port of the loopback address.
    ///
    /// # Errors
    ///
    /// When no port can be listened on.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Prepares a portal that is not like the usual one.
    pub fn builder() -> PortalBuilder {
        PortalBuilder::default()
    }

    /// Answers whoever connects to the socket.
    pub(super) fn serve(socket: TcpListener, served: Served, local_url: String) -> Self {
        let served = Arc::new(served);
        let (stop, stopped) = watch::channel(false);
        let server = tokio::spawn(server::serve(socket, Arc::clone(&served), stopped));
        Self { served, local_url, stop, server }
    }

    /// Where it can be reached: `http://127.0.0.1:PORT`, or the [`public_url`](PortalBuilder::public_url).
    #[must_use]
    pub fn base_url(&self) -> String {
        self.served.base_url.clone()
    }

    /// Where this machine reaches it, whatever its public URL: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn local_url(&self) -> String {
        self.local_url.clone()
    }

    /// The base address of an application's calls.
    #[must_use]
    pub fn client_endpoint(&self) -> String {
        format!("{}{REST_PATH}", self.base_url())
    }

    /// The first access token of the application whose entities are `"owner": "self"`.
    #[must_use]
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// The first access token of a second application, whose entities are `"owner": "second"`. Neither sees the other's.
    #[must_use]
    pub fn second_token(&self) -> &'static str {
        SECOND_TOKEN
    }

    /// The base address of a webhook's calls, the webhook's secret included.
    #[must_use]
    pub fn webhook_url(&self) -> String {
        format!("{}{REST_PATH}{USER}/{WEBHOOK_SECRET}/", self.base_url())
    }

    /// Puts `state` in the place of everything that the portal knows.
    ///
    /// A state is an object. `connectors`, `sources` and `tables` are lists of entities with their `id`, any of their
    /// fields (a table's columns are `columns` too), and their `owner`: `"self"` for the first application,
    /// `"second"`, or `"other"` for one that never calls; an entity that does not say it belongs to the owner of what
    /// it belongs to. What is left out of an entity has some valid value; without a `connectorId` or a `sourceId` it
    /// belongs to nothing. A connector whose `urlCheck` is an address has it called whenever a source of it is added
    /// or changed; `true` or `false` in its place, or beside the lists for all connectors, says what the call would
    /// come to, and without any it succeeds. `biTables` names tables that BI Builder has already; `access` set to
    /// `false` takes the user's permissions away; `portal` is the release, `"26.250"` or `"newer"`. `deals` are the
    /// CRM's: a list of deals with their `ID` and any of their fields, or how many there are. No other part is taken.
    ///
    /// # Errors
    ///
    /// When the state cannot be read; the portal then keeps the one that it has.
    pub fn seed(&self, state: &serde_json::Value) -> Result<(), SeedError> {
        let state = Value::deserialize(state).map_err(|error| SeedError::new("state", error.to_string()))?;
        self.served.simulation.seed(&state)
    }

    /// Puts back everything that the portal started with, as if it had only just started: what it knows, the first
    /// tokens, faults, limits, and where it is. Calls are forgotten, counts and numbers begin anew.
    ///
    /// What was seeded after the start is gone. Calls that have not been answered yet go on, and count after all.
    pub fn reset(&self) {
        self.served.reset();
    }

    /// Stops the portal: no connection is accepted any more, those that are open may finish their calls.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        // The server ends by itself, with nothing to say; were it to panic, it would have ended too.
        let _ = (&mut self.server).await;
    }
}

impl fmt::Debug for Portal {
    /// What it knows is not to be shown: the settings of sources may be passwords.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Portal").field("base_url", &self.served.base_url).finish_non_exhaustive()
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.server.abort();
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::Portal;
    use crate::portal::faults::fault::Fault;
    use crate::portal::faults::moment::Moment;

    #[tokio::test]
    async fn a_connection_carries_several_calls_and_ends_with_the_portal() {
        let portal = Portal::start().await.expect("a port is free");
        portal
            .seed(&serde_json::json!({ "connectors": [{ "id": 4, "title": "Mine" }] }))
            .expect("it is a state");
        let base = portal.base_url();
        let address = base.trim_start_matches("http://");
        let mut stream = TcpStream::connect(address).await.expect("the portal listens");
        for path in ["?id=4", ".json?id=4"] {
            let token = portal.token();
            let request =
                format!("GET /rest/biconnector.connector.get{path}&auth={token} HTTP/1.1\r\nHost: x\r\n\r\n");
            stream.write_all(request.as_bytes()).await.expect("the connection is open");
            let mut answer = vec![0; 4096];
            let length = stream.read(&mut answer).await.expect("the connection is open");
            let answer = String::from_utf8_lossy(&answer[..length]).into_owned();
            assert!(answer.starts_with("HTTP/1.1 200 OK"), "{answer}");
            assert!(answer.contains(r#""id":4,"title":"Mine""#), "{answer}");
        }
        let calls: Vec<String> = portal
            .calls()
            .iter()
            .map(|call| format!("{} {} {}", call.number, call.method, call.params()))
            .collect();
        let expected = [1, 2].map(|number| format!(r#"{number} biconnector.connector.get {{"id":"4"}}"#));
        assert_eq!(calls, expected);
        portal.clear_calls();
        assert!(portal.calls().is_empty() && portal.dropped_calls() == 0);
        portal.shutdown().await;
        assert_eq!(stream.read(&mut [0; 16]).await.expect("it was closed in order"), 0);
    }

    #[tokio::test]
    async fn calls_take_time_by_the_clock_that_tests_can_stop() {
        const HOUR: Duration = Duration::from_secs(3600);
        let portal = Portal::start().await.expect("a port is free");
        portal.plan(Fault::Delay(HOUR, Moment::Before));
        let base = portal.base_url();
        let mut stream =
            TcpStream::connect(base.trim_start_matches("http://")).await.expect("the portal listens");
        tokio::time::pause();
        let request = "GET /rest/server.time HTTP/1.1\r\nHost: x\r\n\r\n";
        stream.write_all(request.as_bytes()).await.expect("the connection is open");
        assert_ne!(stream.read(&mut [0; 16]).await.expect("the connection is open"), 0);
        let took = portal.calls()[0].duration;
        assert!((HOUR..2 * HOUR).contains(&took), "{took:?}");
    }
}
