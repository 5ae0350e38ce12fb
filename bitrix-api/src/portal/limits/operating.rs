//! How long methods have taken of late, which is limited for each application and method.

use std::collections::{HashMap, VecDeque};
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use super::operating_rules::OperatingRules;
use crate::portal::authorisation::identity::Identity;
use crate::portal::lock::lock;

/// How many buckets are summed up.
const BUCKETS: u64 = 10;

/// Adds up what calls take, in buckets of time that drop out one by one.
#[derive(Debug)]
pub(in crate::portal) struct Operating {
    /// When the first bucket began.
    epoch: Instant,
    sums: Mutex<Sums>,
}

#[derive(Debug)]
struct Sums {
    rules: OperatingRules,
    /// What callers have spent on methods, by the number of the bucket.
    spent: HashMap<(Identity, String), VecDeque<(u64, Duration)>>,
}

/// What a caller has spent on a method so far.
#[derive(Debug, Clone, Copy)]
pub(in crate::portal) struct Usage {
    pub(in crate::portal) spent: Duration,
    /// When the oldest part of it drops out.
    pub(in crate::portal) reset_at: Timestamp,
}

impl Operating {
    pub(in crate::portal) fn new(rules: OperatingRules) -> Self {
        Self { epoch: Instant::now(), sums: Mutex::new(Sums { rules, spent: HashMap::new() }) }
    }

    /// The present rules.
    pub(in crate::portal) fn rules(&self) -> OperatingRules {
        self.sums().rules.clone()
    }

    /// Changes the rules. What was spent is forgotten where the buckets are no longer the same.
    pub(in crate::portal) fn change(&self, change: impl FnOnce(&mut OperatingRules)) {
        let mut sums = self.sums();
        let bucket = sums.rules.bucket;
        change(&mut sums.rules);
        if sums.rules.bucket != bucket {
            sums.spent.clear();
        }
    }

    /// Begins anew with other rules.
    pub(in crate::portal) fn reset(&self, rules: OperatingRules) {
        *self.sums() = Sums { rules, spent: HashMap::new() };
    }

    /// Whether a caller has spent more on a method than is allowed.
    pub(in crate::portal) fn is_exceeded(&self, caller: Identity, method: &str) -> bool {
        let mut sums = self.sums();
        let now = self.bucket(&sums.rules);
        let limit = sums.rules.limit;
        limit.is_some_and(|limit| sum(sums.recent(caller, method, now)) > limit)
    }

    /// Charges a caller for a call, which took so long if the rules say nothing else.
    pub(in crate::portal) fn charge(&self, caller: Identity, method: &str, took: Duration) -> Usage {
        let mut sums = self.sums();
        let cost = sums.rules.costs.get(method).copied().unwrap_or(took);
        let length = sums.rules.bucket();
        let now = self.bucket(&sums.rules);
        let recent = sums.recent(caller, method, now);
        match recent.back_mut() {
            Some((bucket, spent)) if *bucket == now => *spent = spent.saturating_add(cost),
            _ => recent.push_back((now, cost)),
        }
        let oldest = recent.front().map_or(now, |(bucket, _)| *bucket);
        let spent = sum(recent);
        let left = u32::try_from(oldest + BUCKETS).map_or(Duration::MAX, |end| length.saturating_mul(end));
        let left = left.saturating_sub(self.epoch.elapsed());
        // The wall clock is asked only now: buckets go by tokio's, which tests may stop.
        let wall = Timestamp::now();
        Usage { spent, reset_at: wall.saturating_add(left).unwrap_or(wall) }
    }

    /// The number of the present bucket.
    fn bucket(&self, rules: &OperatingRules) -> u64 {
        let number = self.epoch.elapsed().as_nanos() / rules.bucket().as_nanos();
        u64::try_from(number).unwrap_or(u64::MAX - BUCKETS)
    }

    fn sums(&self) -> MutexGuard<'_, Sums> {
        lock(&self.sums)
    }
}

impl Sums {
    /// What still counts of what a caller has spent on a method.
    fn recent(&mut self, caller: Identity, method: &str, now: u64) -> &mut VecDeque<(u64, Duration)> {
        let spent = self.spent.entry((caller, method.to_owned())).or_default();
        spent.retain(|(bucket, _)| bucket + BUCKETS > now);
        spent
    }
}

fn sum(spent: &VecDeque<(u64, Duration)>) -> Duration {
    spent.iter().fold(Duration::ZERO, |sum, (_, spent)| sum.saturating_add(*spent))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::Timestamp;
    use tokio::time::advance;

    use super::{Operating, OperatingRules};
    use crate::portal::authorisation::application::Application;
    use crate::portal::authorisation::identity::Identity;

    const FIRST: Identity = Identity::Application(Application::First);
    const SECOND: Identity = Identity::Application(Application::Second);

    fn rules() -> OperatingRules {
        let mut rules = OperatingRules { limit: Some(Duration::from_secs(480)), ..OperatingRules::default() };
        rules.costs.insert("a.b".to_owned(), Duration::from_secs(240));
        rules
    }

    #[tokio::test(start_paused = true)]
    async fn what_was_spent_counts_for_ten_buckets() {
        let operating = Operating::new(rules());
        let charge = || operating.charge(FIRST, "a.b", Duration::ZERO).spent.as_secs();
        assert_eq!(charge(), 240);
        advance(Duration::from_secs(60)).await;
        assert_eq!((charge(), operating.is_exceeded(FIRST, "a.b")), (480, false));
        assert_eq!((charge(), operating.is_exceeded(FIRST, "a.b")), (720, true));
        assert!(!operating.is_exceeded(SECOND, "a.b") && !operating.is_exceeded(FIRST, "a.c"));
        advance(Duration::from_secs(539)).await;
        assert!(operating.is_exceeded(FIRST, "a.b"));
        advance(Duration::from_secs(1)).await;
        assert!(!operating.is_exceeded(FIRST, "a.b"), "the first 240 s have dropped out");
        assert_eq!(charge(), 720);
    }

    #[tokio::test(start_paused = true)]
    async fn the_reset_is_when_the_oldest_bucket_drops_out() {
        let operating = Operating::new(OperatingRules { bucket: Duration::from_secs(10), ..rules() });
        advance(Duration::from_secs(25)).await;
        // Two buckets have gone by; ten from the third on end at 120 s, 95 s from now.
        let at_95 = || Timestamp::now() + Duration::from_secs(95);
        let (earliest, reset) = (at_95(), operating.charge(FIRST, "a.b", Duration::ZERO).reset_at);
        assert!((earliest..=at_95()).contains(&reset), "{reset} is not {earliest}");
    }

    #[tokio::test(start_paused = true)]
    async fn what_no_rule_says_is_charged_as_measured() {
        let operating = Operating::new(rules());
        let charge = || operating.charge(SECOND, "a.c", Duration::from_millis(250)).spent;
        assert_eq!((charge(), charge()), (Duration::from_millis(250), Duration::from_millis(500)));
        operating.change(|rules| rules.bucket = Duration::from_secs(1));
        assert_eq!(charge(), Duration::from_millis(250), "other buckets begin empty");
    }
}
