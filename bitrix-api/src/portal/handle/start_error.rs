//! Why a portal did not start.

use std::net::SocketAddr;

use crate::portal::state::seed::SeedError;

/// Why a portal did not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address is taken, or not this machine's.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The state that it was to begin with is none.
    #[error("{0}")]
    State(SeedError),
    /// A fault is planned for a method that the portal does not have.
    #[error("{0}")]
    Fault(String),
    /// So is a cost of a method.
    #[error("{0}")]
    Cost(String),
    /// A spec that ships with the crate is wrong.
    #[error("{0}")]
    Spec(String),
}
