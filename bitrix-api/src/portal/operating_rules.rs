//! What is allowed of a server's time, and what calls count as.

use std::collections::BTreeMap;
use std::time::Duration;

/// The rules by which the time that methods take is limited.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct OperatingRules {
    /// How much a caller may spend on a method before the next call is refused.
    pub(super) limit: Option<Duration>,
    /// How long each of the ten buckets is.
    pub(super) bucket: Duration,
    /// What a call counts as, by its method, instead of what it took.
    pub(super) costs: BTreeMap<String, Duration>,
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
