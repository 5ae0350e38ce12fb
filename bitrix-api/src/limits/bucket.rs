//! The leaky bucket: who may call now, and who has to wait for a turn.

use std::sync::Mutex as StateMutex;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, sleep_until, timeout_at};

use super::RateLimit;

/// The portal's bucket as its callers see it. Calls get their turn in the order in which they asked.
pub(super) struct Bucket {
    state: StateMutex<State>,
    /// Whoever holds it is next; the others queue up for it. It is given back whenever the holder goes away.
    turn: Mutex<()>,
    /// How many wait for a turn, the next one included.
    queue: AtomicU32,
}

struct State {
    limit: RateLimit,
    /// Calls that have not drained yet.
    level: f64,
    /// When the level was that.
    at: Instant,
}

/// The part of the capacity that is kept in reserve, and the least of it in calls: a call that was held up on its way
/// reaches the portal together with those after it. It costs the first burst some calls, and the rate nothing.
const RESERVE: f64 = 0.05;
const LEAST_RESERVE: f64 = 1.0;

impl Bucket {
    pub(super) fn new(limit: RateLimit) -> Self {
        let state = State { limit, level: 0.0, at: Instant::now() };
        Self { state: StateMutex::new(state), turn: Mutex::new(()), queue: AtomicU32::new(0) }
    }

    pub(super) fn set_limit(&self, limit: RateLimit) {
        self.with_state(|state| state.limit = limit);
    }

    /// Takes a turn if there is one now, and nobody waits for it.
    pub(super) fn take_now(&self) -> bool {
        self.queue.load(Ordering::Relaxed) == 0 && self.with_state(|state| state.take().is_none())
    }

    /// Waits for a turn, unless it comes after the deadline: then it says when that is, and waits no longer. Nothing is
    /// taken by who waits in vain or goes away before.
    pub(super) async fn take(&self, deadline: Instant) -> Result<(), Instant> {
        let place = Place::behind_all(&self.queue);
        let until = self.with_state(|state| state.turn_of(place.number));
        if until > deadline {
            return Err(until);
        }
        let turn = async {
            let _turn = self.turn.lock().await;
            while let Some(until) = self.with_state(State::take) {
                if until > deadline {
                    return Err(until);
                }
                sleep_until(until).await;
            }
            Ok(())
        };
        timeout_at(deadline, turn).await.unwrap_or(Err(deadline))
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
        if self.over(0) > 0.0 {
            return Some(self.turn_of(0));
        }
        self.level += 1.0;
        None
    }

    /// When whoever comes after so many others can take a place, if nothing else happens.
    fn turn_of(&self, others: u32) -> Instant {
        let over = self.over(others);
        if over <= 0.0 {
            return self.at;
        }
        let wait = Duration::try_from_secs_f64(over / self.limit.per_second);
        self.at + wait.unwrap_or(FAR).min(FAR)
    }

    /// By how much the next call, after so many others, would exceed the limit.
    fn over(&self, others: u32) -> f64 {
        self.level + f64::from(others) + 1.0 - self.limit.full()
    }
}

/// A place in the queue, given up when it is dropped.
struct Place<'q> {
    queue: &'q AtomicU32,
    /// How many are before.
    number: u32,
}

impl<'q> Place<'q> {
    fn behind_all(queue: &'q AtomicU32) -> Self {
        Self { queue, number: queue.fetch_add(1, Ordering::Relaxed) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.queue.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Longer than any deadline; a limit of no call a second asks for it.
const FAR: Duration = Duration::from_secs(24 * 3600);

impl RateLimit {
    /// The level at which a call has to wait.
    fn full(self) -> f64 {
        let capacity = f64::from(self.capacity);
        (capacity - (capacity * RESERVE).max(LEAST_RESERVE)).max(1.0)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn bucket(capacity: u32, per_second: f64) -> Bucket {
        Bucket::new(RateLimit { capacity, per_second })
    }

    /// Takes a turn, whenever it comes.
    async fn take(bucket: &Bucket) {
        bucket.take(Instant::now() + FAR).await.expect("there is time");
    }

    async fn taken_in(bucket: &Bucket, calls: u32) -> Duration {
        let begun = Instant::now();
        for _ in 0..calls {
            take(bucket).await;
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
        take(&bucket).await;
        let order = Arc::new(StateMutex::new(Vec::new()));
        let mut waiting = Vec::new();
        for number in 0..4 {
            let (bucket, order) = (Arc::clone(&bucket), Arc::clone(&order));
            waiting.push(tokio::spawn(async move {
                take(&bucket).await;
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

    #[tokio::test(start_paused = true)]
    async fn who_comes_when_others_wait_does_not_go_before_them() {
        let bucket = Arc::new(bucket(3, 1.0));
        assert!(bucket.take_now() && bucket.take_now() && !bucket.take_now());
        let waiting = tokio::spawn({
            let bucket = Arc::clone(&bucket);
            async move { take(&bucket).await }
        });
        tokio::task::yield_now().await;
        // The place that is free by now is another's.
        tokio::time::advance(Duration::from_secs(1)).await;
        assert!(!bucket.take_now());
        waiting.await.expect("it ends");
        tokio::time::sleep(Duration::from_secs(1)).await;
        assert!(bucket.take_now());
    }

    #[tokio::test(start_paused = true)]
    async fn a_turn_that_comes_after_the_deadline_is_not_waited_for_and_those_before_it_are_not_held_up() {
        let bucket = Arc::new(bucket(2, 1.0));
        take(&bucket).await;
        let begun = Instant::now();
        let first = tokio::spawn({
            let bucket = Arc::clone(&bucket);
            async move { take(&bucket).await }
        });
        tokio::task::yield_now().await;
        let (one, two) = (begun + Duration::from_secs(1), begun + Duration::from_secs(2));
        assert_eq!(bucket.take(one).await, Err(two));
        assert_eq!(begun.elapsed(), Duration::ZERO);
        first.await.expect("it ends");
        assert_eq!(begun.elapsed().as_secs(), 1);
        assert_eq!(bucket.take(two).await, Ok(()));
    }
}
