//! What is allowed of a server's time, and what calls count as.

use std::collections::BTreeMap;
use std::time::Duration;

/// The rules by which the time that methods take is limited.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::portal) struct OperatingRules {
    /// How much a caller may spend on a method before the next call is refused.
    pub(in crate::portal) limit: Option<Duration>,
    /// How long each of the ten buckets is.
    pub(in crate::portal) bucket: Duration,
    /// What a call counts as, by its method, instead of what it took.
    pub(in crate::portal) costs: BTreeMap<String, Duration>,
}

impl OperatingRules {
    /// The length of a bucket: a millisecond at least.
    pub(super) fn bucket(&self) -> Duration {
        self.bucket.max(Duration::from_millis(1))
    }
}

impl Default for OperatingRules {
    fn default() -> Self {
        Self { limit: None, bucket: Duration::from_secs(60), costs: BTreeMap::new() }
    }
}
