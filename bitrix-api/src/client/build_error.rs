//! Why there is no client.

use crate::oauth::StoreError;

/// Why a client cannot be built. No message repeats the address: a webhook's is its password.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BuildError {
    /// The address cannot be read.
    #[error("the address is not a URL")]
    NotAUrl(#[source] url::ParseError),
    /// The address is not https, and not this machine's own either.
    #[error("the address must begin with https:// (http:// is for loopback addresses only)")]
    NotHttps,
    /// The address carries a user name, a query or a fragment.
    #[error("the address must have no user name, no `?` and no `#`")]
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
    /// The store has no tokens for the portal.
    #[error("the store has no tokens for the portal {member_id}; save those of its installation first")]
    NoTokens {
        /// The portal.
        member_id: String,
    },
    /// The tokens cannot be loaded.
    #[error(transparent)]
    Store(StoreError),
    /// The HTTP client cannot be set up.
    #[error("the HTTP client cannot be set up")]
    Http(#[source] reqwest::Error),
}
