//! How much a portal bears.

use std::time::Duration;

use super::Portal;
use crate::limits::RateLimit;

impl Portal {
    /// How many calls the portal takes from now on, of all callers together, or `None` for as many as come. The bucket
    /// is empty at first. Its clock is tokio's.
    pub fn rate_limit(&self, limit: impl Into<Option<RateLimit>>) {
        self.served.bucket.limit(limit.into());
    }

    /// How many calls were refused because there had been too many. Those that met a planned
    /// `QUERY_LIMIT_EXCEEDED` are not among them.
    #[must_use]
    pub fn refused_by_limit(&self) -> u64 {
        self.served.bucket.refused()
    }

    /// How much of the server's time an application or the webhook may spend on a method within ten buckets, or `None`
    /// for as much as it takes. The next call after that is refused with `429 OPERATION_TIME_LIMIT`.
    ///
    /// Every answer with a `time` says in `operating` how much it was so far. The clock is tokio's, except that
    /// `operating_reset_at` is a date.
    pub fn operating_limit(&self, limit: impl Into<Option<Duration>>) {
        self.served.simulation.operating.change(|rules| rules.limit = limit.into());
    }

    /// How long each of the ten buckets is for which the server's time is summed up: a minute, unless told otherwise, and
    /// a millisecond at least. A change empties them.
    pub fn operating_bucket(&self, length: Duration) {
        self.served.simulation.operating.change(|rules| rules.bucket = length);
    }

    /// What a call of this method counts as from now on, of the server's time. Unless told otherwise it is what the call
    /// takes here, which is next to nothing, and nothing for a `batch`, whose commands count one by one; servers that
    /// charge the batch too have been seen.
    pub fn operating_cost(&self, method: &str, cost: Duration) {
        self.served.simulation.operating.change(|rules| {
            rules.costs.insert(method.to_ascii_lowercase(), cost);
        });
    }
}
