//! What an application is made of.

use crate::secret::Secret;

/// What somebody needs to be an application: [`Portal::grant`](crate::portal::Portal::grant) gives it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Grant {
    /// The application's `client_id`.
    pub client_id: String,
    /// The application's `client_secret`, for the authorisation server only.
    pub client_secret: Secret,
    /// The access token that it got last.
    pub access_token: Secret,
    /// The refresh token that came with it; a refresh uses it up.
    pub refresh_token: Secret,
    /// A code that can be turned into a pair of tokens once, within 30 seconds.
    pub code: Secret,
    /// The portal's `member_id`.
    pub member_id: String,
    /// The base address of calls: `http://127.0.0.1:PORT/rest/`.
    pub client_endpoint: String,
    /// The address at which the authorisation server gives tokens out: `http://127.0.0.1:PORT/oauth/token/`.
    pub token_address: String,
}
