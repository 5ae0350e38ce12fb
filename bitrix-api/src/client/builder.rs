//! Builds a client: credentials, time-outs, limits and what it does about failures.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use super::access::Access;
use super::auth::{OAuth, Webhook};
use super::build_error::BuildError;
use super::http::{self, Hidden};
use super::moves::{Move, TrustMoves};
use super::report::{CallReport, Observer};
use super::retry::Retry;
use super::session::{Renewal, Session};
use super::{Client, Inner};
use crate::Secret;
use crate::limits::{OperatingLimit, RateLimit};
use crate::oauth::{Application, TokenStore};

/// Settings of a client; the defaults suit a portal in the cloud.
///
/// ```no_run
/// use std::time::Duration;
/// use bitrix_api::Client;
/// use bitrix_api::limits::RateLimit;
///
/// let client = Client::builder()
///     .user_agent("sales-sync/2.1")
///     .rate_limit(RateLimit::ENTERPRISE)
///     .deadline(Duration::from_secs(30))
///     .oauth("https://example.bitrix24.com/rest/", std::env::var("BITRIX24_TOKEN").unwrap_or_default())?;
/// # Ok::<(), bitrix_api::BuildError>(())
/// ```
#[derive(Debug)]
#[must_use = "a builder does nothing until it is given credentials"]
pub struct ClientBuilder {
    settings: Settings,
    connect_timeout: Duration,
    user_agent: String,
    rate_limit: Option<RateLimit>,
    http: Hidden<reqwest::ClientBuilder>,
}

/// What a client goes by.
#[derive(Debug)]
pub(super) struct Settings {
    pub(super) timeout: Duration,
    pub(super) header_timeout: Duration,
    pub(super) deadline: Duration,
    pub(super) max_answer_bytes: usize,
    pub(super) allow_webhook: bool,
    pub(super) retry: Retry,
    pub(super) operating: OperatingLimit,
    pub(super) trust: TrustMoves,
    pub(super) observer: Observer,
}

const OWN_NAME: &str = concat!("bitrix-api/", env!("CARGO_PKG_VERSION"));

impl Default for ClientBuilder {
    fn default() -> Self {
        let settings = Settings {
            // The cloud ends a request after 60 s; its word to that effect needs a moment to arrive.
            timeout: Duration::from_secs(75),
            header_timeout: Duration::from_secs(65),
            deadline: Duration::from_secs(180),
            max_answer_bytes: 64 << 20,
            allow_webhook: false,
            retry: Retry::STANDARD,
            operating: OperatingLimit::default(),
            trust: TrustMoves::default(),
            observer: Observer::default(),
        };
        Self {
            settings,
            connect_timeout: Duration::from_secs(10),
            user_agent: OWN_NAME.to_owned(),
            rate_limit: None,
            http: Hidden::default(),
        }
    }
}

impl ClientBuilder {
    /// How long one try of a call may take, from its sending to the last byte of the answer; 75 s unless told
    /// otherwise.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.settings.timeout = timeout;
        self
    }

    /// How long it may take until the answer begins; 65 s unless told otherwise.
    pub fn header_timeout(mut self, timeout: Duration) -> Self {
        self.settings.header_timeout = timeout;
        self
    }

    /// How long it may take to connect; 10 s unless told otherwise.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How long a call may take with all its waits and tries; 180 s unless told otherwise. A call that is known to have to
    /// wait for longer fails at once.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.settings.deadline = deadline;
        self
    }

    /// The most bytes that an answer may have; 64 MiB unless told otherwise.
    pub fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.settings.max_answer_bytes = bytes;
        self
    }

    /// How many calls the portal takes: by default [`RateLimit::STANDARD`], and no limit on this machine, where a
    /// simulated portal runs. All clients of the portal in the process share the limit, and keep to the one that was
    /// given last.
    pub fn rate_limit(mut self, limit: RateLimit) -> Self {
        self.rate_limit = Some(limit);
        self
    }

    /// How much of the portal's time a method may use up, and whether calls wait that would exceed it.
    pub fn operating_limit(mut self, limit: OperatingLimit) -> Self {
        self.settings.operating = limit;
        self
    }

    /// How often a call that failed is made again, where that is safe.
    pub fn retry(mut self, retry: Retry) -> Self {
        self.settings.retry = retry;
        self
    }

    /// Decides whether the client follows a portal that says that it has moved, and sends the call with its credentials
    /// there; by default [`Move::stays_in_the_family`]. Never to plain http, except on this machine, and only to the same method's address.
    pub fn follow_moves(mut self, decide: impl Fn(&Move<'_>) -> bool + Send + Sync + 'static) -> Self {
        self.settings.trust = TrustMoves::by(decide);
        self
    }

    /// Is told of every call when it has ended, for metrics; a request that fails its check or its client's admission is
    /// no call yet. It is called within the call, and should not take long.
    pub fn observe(mut self, told: impl Fn(&CallReport) + Send + Sync + 'static) -> Self {
        self.settings.observer = Observer::new(told);
        self
    }

    /// The integration's name and version, as Bitrix24 asks for them: `sales-sync/2.1`.
    pub fn user_agent(mut self, name_and_version: &str) -> Self {
        self.user_agent = format!("{name_and_version} {OWN_NAME}");
        self
    }

    /// The HTTP client to build upon: proxies, certificates, DNS. Redirects, retries, time-outs and the `User-Agent`
    /// stay the library's business.
    pub fn http(mut self, http: reqwest::ClientBuilder) -> Self {
        self.http = Hidden(http);
        self
    }

    /// Lets requests that only an application may send go out by a webhook all the same, for portals that are set up
    /// to let them through. It is for the plain [`Client`]; for a `Client<Webhook>` they do not compile.
    pub fn allow_webhook(mut self) -> Self {
        self.settings.allow_webhook = true;
        self
    }

    /// A client that calls by an inbound webhook; `address` is as the portal shows it,
    /// `https://example.bitrix24.com/rest/1/…/`.
    pub fn webhook(self, address: &str) -> Result<Client<Webhook>, BuildError> {
        let access = Access::webhook(address, self.rate_limit)?;
        self.build(access, |_| None)
    }

    /// A client that calls as an application, with an access token that somebody else renews. `endpoint` is the
    /// `client_endpoint` that came with it, `https://example.bitrix24.com/rest/`.
    pub fn oauth(self, endpoint: &str, token: impl Into<Secret>) -> Result<Client<OAuth>, BuildError> {
        let access = Access::oauth(endpoint, token.into(), None, self.rate_limit)?;
        self.build(access, |_| None)
    }

    /// A client that calls as an application, with the tokens that the store has for a portal. It
    /// [renews](crate::oauth) them when they have expired.
    pub async fn application(
        self,
        application: &Application,
        store: impl TokenStore + 'static,
        member_id: &str,
    ) -> Result<Client<OAuth>, BuildError> {
        let tokens = store.load(member_id).await.map_err(BuildError::Store)?;
        let tokens = tokens.ok_or_else(|| BuildError::NoTokens { member_id: member_id.to_owned() })?;
        let client_id = Some(application.client_id());
        let access = Access::oauth(&tokens.client_endpoint, tokens.access_token, client_id, self.rate_limit)?;
        let (application, member_id) = (application.clone(), member_id.to_owned());
        self.build(access, |http| Some(Renewal::new(application, Arc::new(store), member_id, http.clone())))
    }

    fn build<A>(
        self,
        access: Access,
        renewal: impl FnOnce(&reqwest::Client) -> Option<Renewal>,
    ) -> Result<Client<A>, BuildError> {
        let builder = self.http.0.user_agent(self.user_agent).connect_timeout(self.connect_timeout);
        let http = http::build(builder, access.is_loopback()).map_err(BuildError::Http)?;
        let session = Session::new(access, renewal(&http));
        let inner = Inner { http, session, settings: self.settings };
        Ok(Client { inner: Arc::new(inner), auth: PhantomData })
    }
}
