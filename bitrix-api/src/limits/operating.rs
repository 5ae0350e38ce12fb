//! How much of a portal's time each method has used up.

use std::collections::HashMap;
use std::sync::Mutex;
use std::time::Duration;

use tokio::time::Instant;

use super::OperatingLimit;
use crate::client::Time;

/// The methods of one caller, by name.
#[derive(Default)]
pub(crate) struct Operating {
    methods: Mutex<HashMap<String, Used>>,
}

struct Used {
    /// Within the ten minutes that count.
    sum: Duration,
    /// When the oldest part of it no longer counts.
    until: Instant,
}

/// How long a method stays blocked where the portal does not say when it no longer is: one of its ten buckets.
const ONE_BUCKET: Duration = Duration::from_secs(60);

impl Operating {
    /// Until when a method may not be called, if it may not be called now.
    pub(crate) fn used_up_until(&self, method: &str, limit: &OperatingLimit) -> Option<Instant> {
        let used_up = self
            .with(|methods| methods.get(method).filter(|used| used.sum >= limit.most).map(|used| used.until));
        used_up.filter(|until| *until > Instant::now())
    }

    /// Notes what an answer says of its method.
    pub(crate) fn note(&self, method: &str, time: &Time) {
        let sum = time.operating.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
        let (Some(sum), Some(left)) = (sum, left(time)) else { return };
        let used = Used { sum, until: Instant::now() + left };
        self.with(|methods| match methods.get_mut(method) {
            Some(known) => *known = used,
            None => {
                methods.insert(method.to_owned(), used);
            }
        });
    }

    /// Notes that the portal has refused a call of the method.
    pub(crate) fn note_refusal(&self, method: &str, time: Option<&Time>, limit: &OperatingLimit) {
        let now = Instant::now();
        self.with(|methods| {
            let known = methods.get(method).map(|used| used.until).filter(|until| *until > now);
            let left = time.and_then(left).map(|left| now + left);
            let until = left.or(known).unwrap_or(now + ONE_BUCKET);
            methods.insert(method.to_owned(), Used { sum: limit.most, until });
        });
    }

    fn with<T>(&self, of: impl FnOnce(&mut HashMap<String, Used>) -> T) -> T {
        of(&mut self.methods.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }
}

/// How long it is until the oldest part no longer counts, by the portal's own clock.
fn left(time: &Time) -> Option<Duration> {
    // The portal says which second it is, not which part of it.
    let seconds = time.operating_reset_at? as f64 + 1.0 - time.finish?;
    Duration::try_from_secs_f64(seconds.max(0.0)).ok().map(|left| left.min(LONGEST))
}

/// No part counts for longer.
const LONGEST: Duration = Duration::from_secs(600);

#[cfg(test)]
mod tests {
    use super::*;

    fn time(operating: f64, finish: f64, reset_at: i64) -> Time {
        Time {
            finish: Some(finish),
            operating: Some(operating),
            operating_reset_at: Some(reset_at),
            ..Time::default()
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_method_that_is_used_up_is_free_again_when_the_portal_said_so_and_others_always_are() {
        let (operating, limit) = (Operating::default(), OperatingLimit::default());
        operating.note("crm.deal.list", &time(479.0, 1000.0, 1030));
        assert_eq!(operating.used_up_until("crm.deal.list", &limit), None);
        operating.note("crm.deal.list", &time(481.0, 1000.5, 1030));
        let until = Instant::now() + Duration::from_millis(30_500);
        assert_eq!(operating.used_up_until("crm.deal.list", &limit), Some(until));
        assert_eq!(operating.used_up_until("crm.deal.get", &limit), None);
        tokio::time::sleep_until(until).await;
        assert_eq!(operating.used_up_until("crm.deal.list", &limit), None);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_that_does_not_say_when_it_ends_holds_for_a_minute() {
        let (operating, limit) = (Operating::default(), OperatingLimit::default());
        operating.note_refusal("crm.deal.list", None, &limit);
        let until = Instant::now() + ONE_BUCKET;
        assert_eq!(operating.used_up_until("crm.deal.list", &limit), Some(until));
    }
}
