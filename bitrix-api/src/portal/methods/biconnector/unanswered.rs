//! Why an endpoint has not answered.

/// Why an endpoint of a connector has not answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Unanswered {
    /// Its address is not a URL that can be called.
    #[error("its address is not a URL that can be called")]
    Address,
    /// The name of its host is not known.
    #[error("the name of its host is not known")]
    Unknown,
    /// Its address is of a private network, which real portals do not call.
    #[error(
        "its address is of a private network, which real portals do not call: `--allow-private-addresses` allows it"
    )]
    Private,
    /// Nobody answers there.
    #[error("nobody answers there")]
    Nobody,
    /// It answered with another status than 200.
    #[error("it answered with HTTP {0}")]
    Status(u16),
    /// Its answer broke off.
    #[error("its answer broke off")]
    Broken,
    /// It took too long.
    #[error("it took too long")]
    Late,
    /// Its answer is empty.
    #[error("its answer is empty")]
    Empty,
    /// The portal's state says that it does not answer.
    #[error("the portal's state says that it does not answer")]
    Seeded,
}
