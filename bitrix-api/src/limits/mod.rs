//! What a portal lets a caller do: so many calls a second, and so much of its time for each method.
//!
//! A client keeps to both by itself. Its clones, and all other clients of the same portal in the process, share what
//! they have used.

mod bucket;
mod operating;
mod portal;

use std::time::Duration;

pub(crate) use operating::Operating;
pub(crate) use portal::{Caller, PortalLimits};

/// How many calls a portal takes: a leaky bucket, which is shared by all that call it from one address.
///
/// ```
/// use bitrix_api::limits::RateLimit;
///
/// assert_eq!(RateLimit::default(), RateLimit::STANDARD);
/// let own = RateLimit { capacity: 100, per_second: 10.0 };
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct RateLimit {
    /// How many calls may come at once.
    pub capacity: u32,
    /// How many more each second allows.
    pub per_second: f64,
}

impl RateLimit {
    /// What ordinary plans allow: 50 calls at once, and two a second from then on.
    pub const STANDARD: Self = Self { capacity: 50, per_second: 2.0 };
    /// What Enterprise plans allow: 250 calls at once, and five a second from then on.
    pub const ENTERPRISE: Self = Self { capacity: 250, per_second: 5.0 };
    /// None, as on self-hosted portals.
    pub const UNLIMITED: Self = Self { capacity: u32::MAX, per_second: f64::INFINITY };
}

impl Default for RateLimit {
    fn default() -> Self {
        Self::STANDARD
    }
}

/// How much of a portal's time a method may take, and what becomes of calls that would exceed it.
///
/// The portal adds up how long the calls of one method by one application took within ten minutes, and says so in each
/// answer ([`Time::operating`](crate::client::Time::operating)). Calls of other methods are not affected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OperatingLimit {
    /// A method that has used up this much is not called; 480 s in the cloud.
    pub most: Duration,
    /// What becomes of calls of a method that is used up.
    pub when_used_up: WhenUsedUp,
}

impl Default for OperatingLimit {
    fn default() -> Self {
        Self { most: Duration::from_secs(480), when_used_up: WhenUsedUp::Wait }
    }
}

/// What becomes of a call of a method that has used up its share of the portal's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WhenUsedUp {
    /// It waits until the portal takes it, if that is before its deadline; else it fails.
    Wait,
    /// It fails, and is not sent.
    Fail,
}
