//! A running portal as its user holds it.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use serde::Deserialize;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use super::application::{SECOND_TOKEN, TOKEN};
use super::journal::{Journal, Listener};
use super::php::Value;
use super::recorded_call::RecordedCall;
use super::release::Release;
use super::seed::SeedError;
use super::server::{self, Served};
use super::simulation::{Simulation, WEBHOOK_SECRET, WEBHOOK_USER};

/// A simulated portal that is running. Dropping it stops it at once; [`shutdown`](Self::shutdown) lets calls finish.
#[derive(Debug)]
pub struct Portal {
    address: SocketAddr,
    served: Arc<Served>,
    stop: watch::Sender<bool>,
    server: JoinHandle<()>,
}

impl Portal {
    /// Starts an empty portal of release 26.250 on a free port of the loopback address.
    ///
    /// # Errors
    ///
    /// When no port can be listened at.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// Prepares a portal that is not like the usual one.
    pub fn builder() -> PortalBuilder {
        PortalBuilder {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            allow_webhook: false,
            allow_private_addresses: true,
            release: Release::default(),
            state: None,
            listener: None,
        }
    }

    /// Where it can be reached: `http://127.0.0.1:PORT`.
    #[must_use]
    pub fn base_url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The base address of an application's calls.
    #[must_use]
    pub fn client_endpoint(&self) -> String {
        format!("{}/rest/", self.base_url())
    }

    /// The access token of the application whose entities are `"owner": "self"`.
    #[must_use]
    pub fn token(&self) -> &'static str {
        TOKEN
    }

    /// The access token of a second application, whose entities are `"owner": "second"`. Neither sees the other's.
    #[must_use]
    pub fn second_token(&self) -> &'static str {
        SECOND_TOKEN
    }

    /// The base address of a webhook's calls, the webhook's secret included.
    #[must_use]
    pub fn webhook_url(&self) -> String {
        format!("{}/rest/{WEBHOOK_USER}/{WEBHOOK_SECRET}/", self.base_url())
    }

    /// Puts `state` in the place of everything that the portal knows.
    ///
    /// A state is an object. `connectors`, `sources` and `tables` are lists of entities with their `id`, any of their
    /// fields (a table's columns are `columns` too), and their `owner`: `"self"` for the first application, `"second"`,
    /// or `"other"` for one that never calls; an entity that does not say it belongs to the owner of what it belongs to.
    /// What is left out of an entity has some valid value. A connector whose `urlCheck` is an address has it called
    /// whenever a source of it is added or changed; `true` or `false` in its place, or beside the lists for all
    /// connectors, says what the call would come to, and without any it succeeds. `biTables` names tables that BI
    /// Builder has already; `access` set to `false` takes the user's permissions away; `portal` is the release,
    /// `"26.250"` or `"newer"`. No other part is taken.
    ///
    /// # Errors
    ///
    /// When the state cannot be read; the portal then keeps the one that it has.
    pub fn seed(&self, state: &serde_json::Value) -> Result<(), SeedError> {
        let state = Value::deserialize(state).map_err(|error| SeedError::new("state", error.to_string()))?;
        self.served.simulation.seed(&state)
    }

    /// The calls answered so far, oldest first; those of the control interface are not among them.
    ///
    /// The last thousand calls are kept, as long as their parameters are not more than 16 MiB of JSON together.
    #[must_use]
    pub fn calls(&self) -> Vec<RecordedCall> {
        self.served.journal.calls()
    }

    /// How many calls are no longer among [`calls`](Self::calls), for want of room.
    #[must_use]
    pub fn dropped_calls(&self) -> u64 {
        self.served.journal.dropped()
    }

    /// Forgets the calls answered so far; seeding does not.
    pub fn clear_calls(&self) {
        self.served.journal.clear();
    }

    /// Stops the portal: no connection is accepted any more, those that are open may finish their calls.
    pub async fn shutdown(mut self) {
        self.stop.send_replace(true);
        // The server ends by itself, with nothing to say; were it to panic, it would have ended too.
        let _ = (&mut self.server).await;
    }
}

impl Drop for Portal {
    fn drop(&mut self) {
        self.server.abort();
    }
}

/// How a portal is to be.
#[derive(Debug, Clone)]
#[must_use = "nothing runs before `start`"]
pub struct PortalBuilder {
    listen: SocketAddr,
    allow_webhook: bool,
    allow_private_addresses: bool,
    release: Release,
    state: Option<Vec<u8>>,
    listener: Option<Listener>,
}

impl PortalBuilder {
    /// The address to listen at; port 0 is any free one. Unless told otherwise, a free port of the loopback address.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Whether webhooks may call what is for applications only, by an option that real portals have for tests. Unless
    /// told otherwise, they may not.
    pub fn allow_webhook(mut self, allow: bool) -> Self {
        self.allow_webhook = allow;
        self
    }

    /// Whether endpoints at loopback and private addresses are called, which real portals do not do. In process they are,
    /// unless told otherwise.
    pub fn allow_private_addresses(mut self, allow: bool) -> Self {
        self.allow_private_addresses = allow;
        self
    }

    /// The release that the portal runs while a seeded state does not say another.
    pub fn release(mut self, release: Release) -> Self {
        self.release = release;
        self
    }

    /// What the portal knows from the start, as the JSON of a state; [`Portal::seed`] says what that is.
    pub fn state_json(mut self, json: impl Into<Vec<u8>>) -> Self {
        self.state = Some(json.into());
        self
    }

    /// Has `listener` told of every call when it is answered. It runs before the answer is sent, which waits for it.
    pub fn on_call(mut self, listener: impl Fn(&RecordedCall) + Send + Sync + 'static) -> Self {
        self.listener = Some(Listener(Arc::new(listener)));
        self
    }

    /// Starts the portal.
    ///
    /// # Errors
    ///
    /// When the state cannot be read, or the address cannot be listened at.
    pub async fn start(self) -> Result<Portal, StartError> {
        let simulation = Simulation::new(self.release, self.allow_webhook, self.allow_private_addresses)
            .map_err(StartError::Spec)?;
        if let Some(json) = &self.state {
            simulation.seed_json(json).map_err(StartError::State)?;
        }
        let served = Arc::new(Served { simulation, journal: Journal::new(self.listener) });
        let cannot_listen = |source| StartError::Listen { address: self.listen, source };
        let listener = TcpListener::bind(self.listen).await.map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;
        let (stop, stopped) = watch::channel(false);
        let server = tokio::spawn(server::serve(listener, Arc::clone(&served), stopped));
        Ok(Portal { address, served, stop, server })
    }
}

/// Why a portal did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen at {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The state that it was to begin with is none.
    #[error("{0}")]
    State(SeedError),
    /// A spec that ships with the crate is wrong.
    #[error("{0}")]
    Spec(String),
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    use tokio::net::TcpStream;

    use super::Portal;

    #[tokio::test]
    async fn a_connection_carries_several_calls_and_ends_with_the_portal() {
        let portal = Portal::start().await.expect("a port is free");
        portal
            .seed(&serde_json::json!({ "connectors": [{ "id": 4, "title": "Mine" }] }))
            .expect("it is a state");
        let mut stream = TcpStream::connect(portal.address).await.expect("the portal listens");
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
}
