//! A portal that has not started yet.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use super::Portal;
use super::conditions::Conditions;
use super::start_error::StartError;
use crate::limits::RateLimit;
use crate::portal::authorisation::Authorisation;
use crate::portal::faults::planned_fault::PlannedFault;
use crate::portal::journal::Listener;
use crate::portal::journal::recorded_call::RecordedCall;
use crate::portal::limits::operating::Operating;
use crate::portal::methods::crm::Deals;
use crate::portal::network::origin::Origin;
use crate::portal::network::served::Served;
use crate::portal::simulation::Simulation;
use crate::portal::state::State;
use crate::portal::state::release::Release;

/// How a portal is to be.
#[derive(Clone)]
#[must_use = "nothing runs before `start`"]
pub struct PortalBuilder {
    listen: SocketAddr,
    public_url: Option<Origin>,
    allow_webhook: bool,
    allow_private_addresses: bool,
    release: Release,
    deals: u32,
    state: Option<Vec<u8>>,
    listener: Option<Listener>,
    conditions: Conditions,
}

impl Default for PortalBuilder {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: None,
            allow_webhook: false,
            allow_private_addresses: true,
            release: Release::default(),
            deals: 0,
            state: None,
            listener: None,
            conditions: Conditions::default(),
        }
    }
}

impl PortalBuilder {
    /// The address to listen on; port 0 is any free one. Unless told otherwise, a free port of the loopback address.
    pub fn listen(mut self, address: SocketAddr) -> Self {
        self.listen = address;
        self
    }

    /// Where others reach the portal, if that is not where it listens: behind a proxy, or in a container. It is what the
    /// portal says of itself, as in the `client_endpoint` of tokens.
    pub fn public_url(mut self, url: impl Into<Origin>) -> Self {
        self.public_url = Some(url.into());
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

    /// How many deals the portal has while a seeded state does not say which; none, unless told otherwise. Their
    /// identifiers go from 1, and hundreds of thousands of them take no time.
    pub fn deals(mut self, count: u32) -> Self {
        self.deals = count;
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

    /// Has calls meet a fault, behind those that were planned before; [`Portal::plan`] does so later.
    pub fn plan(mut self, fault: impl Into<PlannedFault>) -> Self {
        self.conditions.faults.push(fault.into());
        self
    }

    /// The address that the portal has moved to; [`Portal::moved_to`] says what follows.
    pub fn moved_to(mut self, address: impl Into<Origin>) -> Self {
        self.conditions.moved_to = Some(address.into());
        self
    }

    /// How many calls the portal takes: as many as come, unless told otherwise. A call above that is refused with
    /// `503 QUERY_LIMIT_EXCEEDED`, and does not count.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.conditions.rate_limit = Some(limit);
        self
    }

    /// How much of the server's time an application may spend on a method within ten buckets, 480 s in the cloud: as
    /// much as it takes, unless told otherwise. The next call after that is refused with `429 OPERATION_TIME_LIMIT`.
    pub fn operating_limit(mut self, limit: Duration) -> Self {
        self.conditions.operating.limit = Some(limit);
        self
    }

    /// How long each of the ten buckets is for which the server's time is summed up: a minute, unless told otherwise, and
    /// a millisecond at least.
    pub fn operating_bucket(mut self, length: Duration) -> Self {
        self.conditions.operating.bucket = length;
        self
    }

    /// What a call of this method counts as, of the server's time. Unless told otherwise it is what the call takes here,
    /// which is next to nothing, and nothing for a `batch`, whose commands count one by one; servers that charge the batch
    /// too have been seen.
    pub fn operating_cost(mut self, method: &str, cost: Duration) -> Self {
        self.conditions.operating.costs.insert(method.to_ascii_lowercase(), cost);
        self
    }

    /// How long an access token is valid, the first ones included: an hour on real portals. Unless told otherwise, until
    /// [`Portal::expire_tokens`].
    pub fn token_lifetime(mut self, lifetime: Duration) -> Self {
        self.conditions.token_lifetime = Some(lifetime);
        self
    }

    /// Expires the first access tokens from the start, as [`Portal::expire_tokens`] does later.
    pub fn expire_tokens(mut self) -> Self {
        self.conditions.expired_tokens = true;
        self
    }

    /// Starts the portal.
    ///
    /// # Errors
    ///
    /// When the state cannot be read, a fault or a cost is for a method that the portal does not have, or the address
    /// cannot be listened on.
    pub async fn start(self) -> Result<Portal, StartError> {
        let authorisation = Authorisation::new(self.conditions.token_lifetime);
        if self.conditions.expired_tokens {
            authorisation.expire_tokens();
        }
        let operating = Operating::new(self.conditions.operating.clone());
        let blank = State { deals: Deals::seeded(self.deals), ..State::empty(self.release) };
        let (allow_webhook, allow_private) = (self.allow_webhook, self.allow_private_addresses);
        let mut simulation = Simulation::new(blank, allow_webhook, allow_private, authorisation, operating)
            .map_err(StartError::Spec)?;
        self.conditions.check(&simulation)?;
        if let Some(json) = &self.state {
            simulation = simulation.starting_with(json).map_err(StartError::State)?;
        }
        let cannot_listen = |source| StartError::Listen { address: self.listen, source };
        let socket = TcpListener::bind(self.listen).await.map_err(cannot_listen)?;
        let address = socket.local_addr().map_err(cannot_listen)?;
        let local_url = format!("http://{}", reachable(address));
        let base_url = self.public_url.map_or_else(|| local_url.clone(), |url| url.to_string());
        let served = Served::new(simulation, self.listener, self.conditions, base_url);
        Ok(Portal::serve(socket, served, local_url))
    }
}

impl fmt::Debug for PortalBuilder {
    /// The state is not to be shown: the settings of sources may be passwords.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PortalBuilder")
            .field("listen", &self.listen)
            .field("public_url", &self.public_url)
            .field("release", &self.release)
            .finish_non_exhaustive()
    }
}

/// An address at which this machine reaches what listens: the loopback one, where that is on all of them.
fn reachable(listening: SocketAddr) -> SocketAddr {
    let loopback = match listening.ip() {
        ip if !ip.is_unspecified() => ip,
        IpAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
    };
    SocketAddr::new(loopback, listening.port())
}
