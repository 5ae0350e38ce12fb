//! Under which conditions a portal is called.

use std::time::Duration;

use super::operating_rules::OperatingRules;
use super::origin::Origin;
use super::planned_fault::PlannedFault;
use crate::limits::RateLimit;

/// What makes calling a portal harder than it could be. Unless told otherwise, nothing does.
#[derive(Debug, Clone, Default)]
pub(super) struct Conditions {
    pub(super) faults: Vec<PlannedFault>,
    pub(super) moved_to: Option<Origin>,
    pub(super) rate_limit: Option<RateLimit>,
    pub(super) operating: OperatingRules,
    /// How long access tokens are valid; none for as long as nobody ends it.
    pub(super) token_lifetime: Option<Duration>,
    /// Whether the first access tokens are too old from the start.
    pub(super) expired_tokens: bool,
}
