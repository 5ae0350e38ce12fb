//! Points in time that no setting, however large, carries past the end of the clock.

use std::time::Duration;

use tokio::time::Instant;

/// Longer than any call, and what "no limit" comes to.
const FAR: Duration = Duration::from_secs(365 * 24 * 3600);

/// The time so long after another.
pub(super) fn after(from: Instant, wait: Duration) -> Instant {
    from + wait.min(FAR)
}
