//! Who a client is to a portal: a webhook, or an application with an access token.

use secrecy::{ExposeSecret, SecretString};
use url::{Host, Url};

use super::builder::BuildError;
use crate::request::{Context, context};

/// A client whose kind of credentials is only known at run time.
#[derive(Debug, Clone, Copy)]
pub enum AnyAuth {}

/// A client that calls by an inbound webhook.
#[derive(Debug, Clone, Copy)]
pub enum Webhook {}

/// A client that calls as an application, with an access token.
#[derive(Debug, Clone, Copy)]
pub enum OAuth {}

/// Which clients a request's context admits.
#[diagnostic::on_unimplemented(
    message = "this method can only be called by an application, and this client is a webhook's",
    label = "portals refuse this call with ACCESS_DENIED",
    note = "build the client with `Client::oauth`; a portal set up to let webhooks through can be called by a \
            `Client` that was built with `allow_webhook` and turned into `Client<AnyAuth>` by `into()`"
)]
pub trait ServedTo<A>: Context {}

impl<A> ServedTo<A> for context::Any {}
impl ServedTo<OAuth> for context::Application {}
impl ServedTo<AnyAuth> for context::Application {}

/// Address and credentials. Neither is printed, since a webhook's address is its password.
pub(super) struct Credentials {
    /// What a method's name is appended to.
    base: SecretString,
    /// Scheme, host and port: all of the address that may be shown.
    host: String,
    kind: CredentialsKind,
    loopback: bool,
}

enum CredentialsKind {
    Webhook { secret: SecretString },
    OAuth { token: SecretString },
}

impl Credentials {
    /// From a webhook's address, `https://portal/rest/1/secret/`.
    pub(super) fn webhook(address: &str) -> Result<Self, BuildError> {
        let url = address_of(address)?;
        match segments(&url)[..] {
            ["rest", user, secret] if user.bytes().all(|b| b.is_ascii_digit()) => {
                let secret = SecretString::from(secret);
                Ok(Self::new(
                    &url,
                    &format!("rest/{user}/{}/", secret.expose_secret()),
                    CredentialsKind::Webhook { secret },
                ))
            }
            _ => Err(BuildError::NotAWebhook),
        }
    }

    /// From an application's client endpoint, `https://portal/rest/`, and an access token.
    pub(super) fn oauth(endpoint: &str, token: SecretString) -> Result<Self, BuildError> {
        let url = address_of(endpoint)?;
        match segments(&url)[..] {
            [] | ["rest"] if token.expose_secret().trim().is_empty() => Err(BuildError::NoToken),
            [] | ["rest"] => Ok(Self::new(&url, "rest/", CredentialsKind::OAuth { token })),
            ["rest", user, _] if user.bytes().all(|b| b.is_ascii_digit()) => {
                Err(BuildError::WebhookForEndpoint)
            }
            _ => Err(BuildError::NotAnEndpoint),
        }
    }

    fn new(url: &Url, path: &str, kind: CredentialsKind) -> Self {
        let host = url.origin().ascii_serialization();
        Self { base: SecretString::from(format!("{host}/{path}")), host, kind, loopback: is_loopback(url) }
    }

    pub(super) fn host(&self) -> &str {
        &self.host
    }

    pub(super) fn is_loopback(&self) -> bool {
        self.loopback
    }

    pub(super) fn is_webhook(&self) -> bool {
        matches!(self.kind, CredentialsKind::Webhook { .. })
    }

    /// The address of a method; not to be shown.
    pub(super) fn address(&self, method: &str) -> String {
        format!("{}{method}", self.base.expose_secret())
    }

    /// The token that goes into the body, if one does.
    pub(super) fn token(&self) -> Option<&str> {
        match &self.kind {
            CredentialsKind::Webhook { .. } => None,
            CredentialsKind::OAuth { token } => Some(token.expose_secret()),
        }
    }

    /// The text with every occurrence of a secret taken out.
    pub(super) fn redact(&self, text: &str) -> String {
        text.replace(self.secret(), "[removed]")
    }

    pub(super) fn secret(&self) -> &str {
        match &self.kind {
            CredentialsKind::Webhook { secret } => secret.expose_secret(),
            CredentialsKind::OAuth { token } => token.expose_secret(),
        }
    }
}

fn address_of(address: &str) -> Result<Url, BuildError> {
    let url = Url::parse(address.trim()).map_err(BuildError::NotAUrl)?;
    if !matches!(url.scheme(), "http" | "https") || url.cannot_be_a_base() {
        return Err(BuildError::NotHttps);
    }
    if url.scheme() == "http" && !is_loopback(&url) {
        return Err(BuildError::NotHttps);
    }
    if !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some()
    {
        return Err(BuildError::Superfluous);
    }
    Ok(url)
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

fn segments(url: &Url) -> Vec<&str> {
    url.path().split('/').filter(|segment| !segment.is_empty()).collect()
}
