//! The leaky bucket: who may call now, and who has to wait for a turn.

use std::sync::Mutex as StateMutex;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until};

use super::RateLimit;

/// The portal's bucket as its callers see it. Calls get their turn in the order in which they asked.
pub(super) struct Bucket {
    state: StateMutex<State>,
    /// Whoever holds it is next; the others queue up for it. It is given back whenever the holder goes away.
    turn: Mutex<()>,
}

struct State {
    limit: RateLimit,
    /// Calls that have not drained yet.
    level: f64,
    /// When the level was that.
    at: Instant,
}

/// What is kept in reserve: a call may reach the portal a moment earlier than those before it would let it.
const RESERVE: f64 = 1.0;

impl Bucket {
    pub(super) fn new(limit: RateLimit) -> Self {
        Self { state: StateMutex::new(State { limit, level: 0.0, at: Instant::now() }), turn: Mutex::new(()) }
    }

    pub(super) fn set_limit(&self, limit: RateLimit) {
        self.with_state(|state| state.limit = limit);
    }

    /// Waits for a turn. Nothing is taken if the caller goes away before.
    pub(super) async fn take(&self) {
        let _turn = self.turn.lock().await;
        while let Some(until) = self.with_state(State::take) {
            sleep_until(until).await;
        }
    }

    /// The portal has refused a call: it counts more calls than this process has made.
    pub(super) fn fill(&self) {
        self.with_state(|state| state.level = state.limit.full());
    }

    fn with_state<T>(&self, of: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        state.drain();
        of(&mut state)
    }
}

impl State {
    fn drain(&mut self) {
        let now = Instant::now();
        let drained = now.duration_since(self.at).as_secs_f64() * self.limit.per_second;
        self.level = (self.level - drained).max(0.0);
        self.at = now;
    }

    /// Takes a place, or says when there will be one.
    fn take(&mut self) -> Option<Instant> {
        let over = self.level + 1.0 - self.limit.full();
        if over <= 0.0 {
            self.level += 1.0;
            return None;
        }
        let wait = Duration::try_from_secs_f64(over / self.limit.per_second);
        Some(self.at + wait.unwrap_or(FAR).min(FAR))
    }
}

/// Longer than any deadline; a limit of no call a second asks for it.
const FAR: Duration = Duration::from_secs(24 * 3600);

impl RateLimit {
    /// The level at which a call has to wait.
    fn full(self) -> f64 {
        (f64::from(self.capacity) - RESERVE).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn bucket(capacity: u32, per_second: f64) -> Bucket {
        Bucket::new(RateLimit { capacity, per_second })
    }

    async fn taken_in(bucket: &Bucket, calls: u32) -> Duration {
        let begun = Instant::now();
        for _ in 0..calls {
            bucket.take().await;
        }
        begun.elapsed()
    }

    #[tokio::test(start_paused = true)]
    async fn the_first_calls_go_at_once_and_the_others_as_the_bucket_drains() {
        let bucket = bucket(11, 2.0);
        assert_eq!(taken_in(&bucket, 10).await, Duration::ZERO);
        assert_eq!(taken_in(&bucket, 8).await.as_secs(), 4);
        tokio::time::sleep(Duration::from_secs(60)).await;
        assert_eq!(taken_in(&bucket, 10).await, Duration::ZERO);
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_empties_what_is_left() {
        let bucket = bucket(11, 2.0);
        bucket.fill();
        assert_eq!(taken_in(&bucket, 2).await.as_secs(), 1);
    }

    #[tokio::test(start_paused = true)]
    async fn turns_come_in_the_order_of_asking_and_one_that_goes_away_takes_none() {
        let bucket = Arc::new(bucket(2, 1.0));
        bucket.take().await;
        let order = Arc::new(StateMutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for number in 0..4 {
            let (bucket, order) = (Arc::clone(&bucket), Arc::clone(&order));
            waiting.push(tokio::spawn(async move {
                bucket.take().await;
                order.lock().expect("nobody panics").push(number);
            }));
            tokio::task::yield_now().await;
        }
        waiting.remove(1).abort();
        let begun = Instant::now();
        for turn in waiting {
            turn.await.expect("it ends");
        }
        assert_eq!(*order.lock().expect("nobody panics"), [0, 2, 3]);
        assert_eq!(begun.elapsed().as_secs(), 3);
    }
}
