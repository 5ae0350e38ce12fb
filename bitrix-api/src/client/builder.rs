//! Builds a client: credentials, time-outs and bounds.

use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use secrecy::SecretString;

use super::auth::{AnyAuth, Credentials, OAuth, Webhook};
use super::{Client, Inner};

/// Settings of a client; the defaults suit a portal in the cloud.
///
/// ```no_run
/// use std::time::Duration;
/// use bitrix_api::Client;
///
/// let client = Client::builder()
///     .user_agent("sales-sync/2.1")
///     .timeout(Duration::from_secs(30))
///     .oauth("https://example.bitrix24.com/rest/", std::env::var("BITRIX24_TOKEN").unwrap_or_default())?;
/// # Ok::<(), bitrix_api::BuildError>(())
/// ```
#[derive(Debug, Clone)]
#[must_use = "a builder does nothing until it is given credentials"]
pub struct ClientBuilder {
    timeout: Duration,
    connect_timeout: Duration,
    max_answer_bytes: usize,
    user_agent: String,
    allow_webhook: bool,
}

const OWN_NAME: &str = concat!("bitrix-api/", env!("CARGO_PKG_VERSION"));

impl Default for ClientBuilder {
    fn default() -> Self {
        Self {
            // The cloud ends a request after 60 s; its word to that effect needs a moment to arrive.
            timeout: Duration::from_secs(75),
            connect_timeout: Duration::from_secs(10),
            max_answer_bytes: 64 << 20,
            user_agent: OWN_NAME.to_owned(),
            allow_webhook: false,
        }
    }
}

impl ClientBuilder {
    /// How long a call may take from its beginning to the last byte of its answer; 75 s unless told otherwise.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout;
        self
    }

    /// How long it may take to connect; 10 s unless told otherwise.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// The most bytes that an answer may have; 64 MiB unless told otherwise.
    pub fn max_answer_bytes(mut self, bytes: usize) -> Self {
        self.max_answer_bytes = bytes;
        self
    }

    /// The integration's name and version, as Bitrix24 asks for them: `sales-sync/2.1`.
    pub fn user_agent(mut self, name_and_version: &str) -> Self {
        self.user_agent = format!("{name_and_version} {OWN_NAME}");
        self
    }

    /// Lets requests that only an application may send go out by a webhook all the same, for portals that are set up
    /// to let them through. It is for the plain [`Client`]; for a `Client<Webhook>` they do not compile.
    pub fn allow_webhook(mut self) -> Self {
        self.allow_webhook = true;
        self
    }

    /// A client that calls by an inbound webhook; `address` is as the portal shows it,
    /// `https://example.bitrix24.com/rest/1/…/`.
    pub fn webhook(self, address: &str) -> Result<Client<Webhook>, BuildError> {
        self.build(Credentials::webhook(address)?)
    }

    /// A client that calls as an application. `endpoint` is the `client_endpoint` that came with the token,
    /// `https://example.bitrix24.com/rest/`.
    pub fn oauth(self, endpoint: &str, token: impl Into<SecretString>) -> Result<Client<OAuth>, BuildError> {
        self.build(Credentials::oauth(endpoint, token.into())?)
    }

    fn build<A>(self, credentials: Credentials) -> Result<Client<A>, BuildError> {
        let mut http = reqwest::Client::builder()
            .user_agent(self.user_agent)
            .timeout(self.timeout)
            .connect_timeout(self.connect_timeout)
            // A POST that is redirected or repeated behind the library's back may be lost, or run twice.
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never());
        if credentials.is_loopback() {
            http = http.no_proxy();
        }
        let http = http.build().map_err(|error| BuildError::Http(error.without_url()))?;
        let inner = Inner {
            http,
            credentials,
            max_answer_bytes: self.max_answer_bytes,
            allow_webhook: self.allow_webhook,
        };
        Ok(Client { inner: Arc::new(inner), auth: PhantomData })
    }
}

impl From<Client<Webhook>> for Client<AnyAuth> {
    fn from(client: Client<Webhook>) -> Self {
        Self { inner: client.inner, auth: PhantomData }
    }
}

impl From<Client<OAuth>> for Client<AnyAuth> {
    fn from(client: Client<OAuth>) -> Self {
        Self { inner: client.inner, auth: PhantomData }
    }
}

/// Why a client cannot be built. No message repeats the address: a webhook's is its password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The address cannot be read.
    #[error("the portal's address is no URL: {0}")]
    NotAUrl(#[source] url::ParseError),
    /// The address is not https, and not this machine's own either.
    #[error("the portal's address must begin with https:// (http:// is for loopback addresses only)")]
    NotHttps,
    /// The address carries a user name, a query or a fragment.
    #[error("the portal's address must have no user name, no `?` and no `#`")]
    Superfluous,
    /// The address is no webhook's.
    #[error(
        "a webhook's address ends with /rest/, the user's number and the secret: https://example.bitrix24.com/rest/1/…/"
    )]
    NotAWebhook,
    /// The address is no client endpoint.
    #[error(
        "a client endpoint is the portal's address followed by /rest/: https://example.bitrix24.com/rest/"
    )]
    NotAnEndpoint,
    /// The address is a webhook's where an application's endpoint belongs.
    #[error(
        "this is a webhook's address; an application calls https://example.bitrix24.com/rest/ with its access token"
    )]
    WebhookForEndpoint,
    /// The access token is empty.
    #[error("the access token is empty")]
    NoToken,
    /// The HTTP client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Http(#[source] reqwest::Error),
}
