//! A call for which no token could be got.

use std::fmt;

use crate::oauth::AuthError;

/// The portal says that the access token has expired, and no new one could be got: the call did not run.
///
/// All calls that waited for the same new token get the same cause.
#[derive(Debug, Clone)]
pub struct AuthFailure {
    pub(crate) method: String,
    pub(crate) cause: AuthError,
}

impl AuthFailure {
    /// Why there is no token.
    #[must_use]
    pub fn cause(&self) -> &AuthError {
        &self.cause
    }
}

impl fmt::Display for AuthFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} did not run, for want of a valid access token: {}", self.method, self.cause)
    }
}

impl std::error::Error for AuthFailure {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.cause.source()
    }
}
