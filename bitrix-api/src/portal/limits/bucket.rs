//! The leaky bucket that all callers share.

use std::sync::{Mutex, MutexGuard};

use tokio::time::Instant;

use crate::limits::RateLimit;
use crate::portal::lock::lock;

/// Counts calls against a limit. Real portals keep a bucket for each address that calls; here all come from one.
#[derive(Debug)]
pub(in crate::portal) struct Bucket(Mutex<Level>);

#[derive(Debug)]
struct Level {
    limit: Option<RateLimit>,
    calls: f64,
    /// When `calls` was right.
    at: Instant,
    refused: u64,
}

impl Bucket {
    pub(in crate::portal) fn new(limit: Option<RateLimit>) -> Self {
        let limit = limit.filter(|limit| *limit != RateLimit::UNLIMITED);
        Self(Mutex::new(Level { limit, calls: 0.0, at: Instant::now(), refused: 0 }))
    }

    /// Begins anew with another limit, or with none. What was refused stays counted.
    pub(in crate::portal) fn limit(&self, limit: Option<RateLimit>) {
        let limit = limit.filter(|limit| *limit != RateLimit::UNLIMITED);
        let mut level = self.level();
        *level = Level { limit, calls: 0.0, at: Instant::now(), refused: level.refused };
    }

    /// Begins to count anew what is refused.
    pub(in crate::portal) fn forget_refused(&self) {
        self.level().refused = 0;
    }

    /// The present limit.
    pub(in crate::portal) fn limited(&self) -> Option<RateLimit> {
        self.level().limit
    }

    /// How many calls were refused.
    pub(in crate::portal) fn refused(&self) -> u64 {
        self.level().refused
    }

    /// Whether there is room for one call more, which then is in it.
    pub(in crate::portal) fn admits(&self) -> bool {
        let mut level = self.level();
        let Some(limit) = level.limit else { return true };
        let now = Instant::now();
        // What is no number, or below 0, drains nothing.
        let drained = (now - level.at).as_secs_f64() * limit.per_second.max(0.0);
        level.calls = (level.calls - drained).max(0.0);
        level.at = now;
        let admits = level.calls + 1.0 <= f64::from(limit.capacity);
        if admits {
            level.calls += 1.0;
        } else {
            level.refused += 1;
        }
        admits
    }

    fn level(&self) -> MutexGuard<'_, Level> {
        lock(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::advance;

    use super::{Bucket, RateLimit};

    fn admitted(bucket: &Bucket, calls: usize) -> usize {
        (0..calls).filter(|_| bucket.admits()).count()
    }

    #[tokio::test(start_paused = true)]
    async fn the_bucket_fills_and_drains() {
        let bucket = Bucket::new(Some(RateLimit { capacity: 5, per_second: 2.0 }));
        assert_eq!(admitted(&bucket, 8), 5);
        advance(Duration::from_millis(499)).await;
        assert_eq!(admitted(&bucket, 1), 0);
        advance(Duration::from_millis(1)).await;
        assert_eq!(admitted(&bucket, 2), 1);
        advance(Duration::from_secs(60)).await;
        assert_eq!(admitted(&bucket, 8), 5);
        assert_eq!(bucket.refused(), 3 + 1 + 1 + 3);
        bucket.limit(None);
        assert_eq!((admitted(&bucket, 8), bucket.refused()), (8, 8));
    }
}
