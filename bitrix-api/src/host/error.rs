//! Why a host does not give what it is asked for.

use std::error::Error;
use std::fmt;

/// Why a host does not give what it is asked for. A portal only looks at the HTTP status.
#[derive(Debug)]
#[non_exhaustive]
pub enum HostError {
    /// The credentials in the connection are wrong: HTTP 403.
    Forbidden,
    /// There is no such table: HTTP 404.
    UnknownTable,
    /// The call asks for what cannot be, such as a column that there is not: HTTP 400. The text goes to the caller.
    Bad(String),
    /// All connections to the source are in use: HTTP 503.
    Busy,
    /// The source fails: HTTP 500. What failed goes to the log, and not to the caller.
    Failed(Box<dyn Error + Send + Sync>),
}

impl HostError {
    /// A call that asks for what cannot be.
    pub fn bad(message: impl Into<String>) -> Self {
        Self::Bad(message.into())
    }

    /// A failure of the source.
    pub fn failed(error: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Failed(error.into())
    }
}

impl fmt::Display for HostError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Forbidden => "the credentials are wrong",
            Self::UnknownTable => "there is no such table",
            Self::Bad(message) => message,
            Self::Busy => "all connections to the source are in use: ask again later",
            Self::Failed(_) => "the source fails",
        })
    }
}

impl Error for HostError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Failed(error) => Some(&**error),
            _ => None,
        }
    }
}
