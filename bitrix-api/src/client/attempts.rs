//! The way of one call: it waits for its turn, is sent, and is sent again where that is safe, until it has an answer or
//! its time is over.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::{Instant, sleep_until, timeout_at};
use tracing::Span;
use tracing::field::Empty;

use super::access::Access;
use super::clock::after;
use super::exchange::{Exchange, Sending, Sent};
use super::moves::{self, MOST_MOVES};
use super::prepared::Prepared;
use super::report::{CallReport, Outcome};
use super::retry::{self, Next};
use super::{Answer, Inner, Time};
use crate::codec::Place;
use crate::error::{Execution, Failure, Limited, Waiting};
use crate::limits::WhenUsedUp;
use crate::request::Kind;

/// A call and what has become of it so far.
pub(super) struct Attempts<'c> {
    inner: &'c Inner,
    call: &'c Prepared<'c>,
    access: Arc<Access>,
    begun: Instant,
    deadline: Instant,
    /// The call is not made before.
    not_before: Option<Instant>,
    /// Failures that count as tries.
    failures: u32,
    /// Refusals for too many calls.
    too_many: u32,
    renewals: u32,
    moves: u32,
    moved_to: Option<String>,
    sent: u32,
    waited: Duration,
    /// Since when the call has been waiting, while it is.
    waiting: Option<Instant>,
    http: Option<u16>,
    /// The last failure that did not end the call.
    last: Option<Failure>,
    /// A failure of a try that may have run and changed something: no later try can say that it did not.
    uncertain: Option<Failure>,
    outcome: Outcome,
    span: Span,
}

/// How often a call gets a new token: the first may have been somebody else's, and old by then.
const MOST_RENEWALS: u32 = 2;

impl<'c> Attempts<'c> {
    /// None yet, with an access that may make the call.
    pub(super) fn new(inner: &'c Inner, call: &'c Prepared<'c>, access: Arc<Access>) -> Self {
        let begun = Instant::now();
        let (method, origin) = (call.method, access.origin());
        let span = tracing::debug_span!(
            "bitrix_call",
            method,
            origin,
            attempts = Empty,
            waited_ms = Empty,
            elapsed_ms = Empty,
            http = Empty,
            outcome = Empty
        );
        Self {
            inner,
            call,
            access,
            begun,
            deadline: after(begun, inner.settings.deadline),
            not_before: None,
            failures: 0,
            too_many: 0,
            renewals: 0,
            moves: 0,
            moved_to: None,
            sent: 0,
            waited: Duration::ZERO,
            waiting: None,
            http: None,
            last: None,
            uncertain: None,
            outcome: Outcome::Cancelled,
            span,
        }
    }

    /// Makes the call until it has an answer that counts. Then its result is in `place`, and what stands beside it is
    /// given.
    pub(super) async fn answer(&mut self, place: &mut dyn Place) -> Result<Answer<()>, Failure> {
        let mut beside = Answer::default();
        loop {
            self.ready().await?;
            self.sent += 1;
            let mut http = None;
            let sent = self.sending().send(self.deadline, &mut http).await;
            self.http = http.or(self.http);
            let failure = match sent {
                Ok(Sent::Answered(exchange)) => match self.read(&exchange, place, &mut beside) {
                    Ok(()) => {
                        self.outcome = Outcome::Done;
                        beside.moved_to = self.moved_to.take();
                        return Ok(beside);
                    }
                    Err(failure) => failure,
                },
                Ok(Sent::Moved { http, location }) => match self.follow(http, location.as_deref()) {
                    Ok(()) => continue,
                    Err(failure) => failure,
                },
                Err(failure) => failure,
            };
            // In a box, so that calls that succeed at once do not carry it.
            Box::pin(self.consider(failure, beside.time.take())).await?;
        }
    }

    /// Reads an answer, and notes what it says of the limits.
    fn read(
        &self,
        exchange: &Exchange,
        place: &mut dyn Place,
        beside: &mut Answer<()>,
    ) -> Result<(), Failure> {
        place.prepare();
        let read = self.sending().read(exchange, place, beside);
        if let Some(time) = &beside.time {
            self.access.operating().note(self.call.method, time);
        }
        if read.is_ok() {
            tracing::trace!(parent: &self.span, bytes = exchange.body.len(), "answered");
        }
        read
    }

    fn sending(&self) -> Sending<'_> {
        Sending { inner: self.inner, call: self.call, access: &self.access }
    }

    /// Waits until the call can be sent.
    async fn ready(&mut self) -> Result<(), Failure> {
        if self.goes_at_once() {
            return Ok(());
        }
        self.waiting = Some(Instant::now());
        // In a box, so that calls that need not wait do not carry it.
        let ready = Box::pin(self.wait()).await;
        self.end_wait();
        ready.map_err(|failure| self.ended(failure))
    }

    /// Whether there is nothing to wait for. Then the call has had its turn.
    fn goes_at_once(&mut self) -> bool {
        if self.not_before.is_some() || self.used_up_until().is_some() {
            return false;
        }
        let Some(access) = self.inner.session.ready() else { return false };
        self.access = access;
        self.access.limits().take_now()
    }

    fn end_wait(&mut self) {
        self.waited += self.waiting.take().map_or(Duration::ZERO, |since| since.elapsed());
    }

    /// Until when the call's methods have used up the portal's time.
    fn used_up_until(&self) -> Option<Instant> {
        let limit = &self.inner.settings.operating;
        let methods = std::iter::once(&self.call.method).chain(&self.call.commands);
        methods.filter_map(|method| self.access.operating().used_up_until(method, limit)).max()
    }

    /// Waits for a while after a failure, for the method, for a token and for a turn.
    async fn wait(&mut self) -> Result<(), Failure> {
        if let Some(until) = self.not_before.take() {
            self.sleep_until(until, Waiting::ForTurn).await?;
        }
        if let Some(until) = self.used_up_until() {
            if self.inner.settings.operating.when_used_up == WhenUsedUp::Fail {
                let left = Some(until.saturating_duration_since(Instant::now()));
                let method = self.call.method.to_owned();
                let waiting = Waiting::ForMethod;
                return Err(Failure::Limited(Limited { method, waiting, left, deadline: None }));
            }
            self.sleep_until(until, Waiting::ForMethod).await?;
        }
        self.access = match timeout_at(self.deadline, self.inner.session.access()).await {
            Ok(access) => access.map_err(|error| Failure::auth(self.call.method, error))?,
            Err(_) => return Err(self.limited(Waiting::ForToken, None)),
        };
        let turn = self.access.limits().take(self.deadline).await;
        turn.map_err(|until| self.limited(Waiting::ForTurn, Some(until)))
    }

    /// Waits, unless that would pass the deadline: then it fails at once.
    async fn sleep_until(&mut self, until: Instant, waiting: Waiting) -> Result<(), Failure> {
        if until >= self.deadline {
            return Err(self.limited(waiting, Some(until)));
        }
        sleep_until(until).await;
        Ok(())
    }

    /// The call has no time left: what the portal said last is the reason, if it said anything.
    fn limited(&mut self, waiting: Waiting, until: Option<Instant>) -> Failure {
        self.last.take().unwrap_or_else(|| {
            let left = until.map(|until| until.saturating_duration_since(Instant::now()));
            Failure::Limited(Limited {
                method: self.call.method.to_owned(),
                waiting,
                left,
                deadline: Some(self.inner.settings.deadline),
            })
        })
    }

    /// Goes on at the portal's new address.
    fn follow(&mut self, http: u16, location: Option<&str>) -> Result<(), Failure> {
        self.http = Some(http);
        self.moves += 1;
        let followed = moves::follow(&self.access, self.call.method, location, &self.inner.settings.trust);
        let followed = followed.and_then(|access| match self.moves {
            0..=MOST_MOVES => Ok(access),
            _ => Err(moves::NotFollowed::TooOften { to: access.origin().to_owned() }),
        });
        let access = followed.map_err(|why| self.sending().not_followed(http, why))?;
        tracing::info!(parent: &self.span, to = access.origin(), http, "the portal has moved");
        self.inner.session.moved(&self.access, &access);
        self.span.record("origin", access.origin());
        self.moved_to = Some(access.origin().to_owned());
        self.access = Arc::new(access);
        Ok(())
    }

    /// Prepares what follows a failure, or gives it to the caller.
    async fn consider(&mut self, failure: Failure, time: Option<Time>) -> Result<(), Failure> {
        let next = retry::next(&failure, self.call);
        let uncertain = self.call.kind == Kind::Write && failure.execution() == Execution::Unknown;
        tracing::debug!(parent: &self.span, attempt = self.sent, ?next, ?failure, "failed");
        let settings = &self.inner.settings;
        let wait = match next {
            Next::GiveUp => None,
            Next::Renew if self.renewals >= MOST_RENEWALS || !self.inner.session.can_renew() => None,
            Next::Renew => {
                self.renewals += 1;
                self.renew().await.map_err(|failure| self.ended(failure))?;
                Some(Duration::ZERO)
            }
            Next::WhenFewer => {
                self.access.limits().note_too_many();
                self.too_many += 1;
                Some(settings.retry.wait(self.too_many))
            }
            Next::WhenAllowed => {
                self.access.operating().note_refusal(self.call.method, time.as_ref(), &settings.operating);
                self.counted().filter(|_| settings.operating.when_used_up == WhenUsedUp::Wait)
            }
            Next::Again => self.counted(),
        };
        let Some(wait) = wait else { return Err(self.ended(failure)) };
        self.not_before = Some(after(Instant::now(), wait));
        let kept = if uncertain { &mut self.uncertain } else { &mut self.last };
        *kept = Some(failure);
        Ok(())
    }

    /// Counts a try, and says how long to wait for the next, if there is one.
    fn counted(&mut self) -> Option<Duration> {
        self.failures += 1;
        let retry = &self.inner.settings.retry;
        (self.failures < retry.tries).then(|| retry.wait(self.failures))
    }

    async fn renew(&mut self) -> Result<(), Failure> {
        self.waiting = Some(Instant::now());
        let renewed = timeout_at(self.deadline, self.inner.session.renewed(&self.access)).await;
        self.end_wait();
        match renewed {
            Ok(Ok(access)) => {
                self.access = access;
                Ok(())
            }
            Ok(Err(error)) => Err(Failure::auth(self.call.method, error)),
            Err(_) => Err(self.limited(Waiting::ForToken, None)),
        }
    }

    fn ended(&mut self, failure: Failure) -> Failure {
        let failure = match self.uncertain.take() {
            Some(uncertain) if failure.execution() == Execution::NotRun => uncertain,
            _ => failure,
        };
        self.outcome = Outcome::of(&failure);
        failure
    }
}

/// Tells what became of the call, and so of one that its caller has dropped.
impl Drop for Attempts<'_> {
    fn drop(&mut self) {
        if self.span.is_disabled() && !self.inner.settings.observer.listens() {
            return;
        }
        self.end_wait();
        let elapsed = self.begun.elapsed();
        if !self.span.is_disabled() {
            self.span.record("attempts", self.sent);
            self.span.record("waited_ms", self.waited.as_secs_f64() * 1000.0);
            self.span.record("elapsed_ms", elapsed.as_secs_f64() * 1000.0);
            self.span.record("http", self.http);
            self.span.record("outcome", self.outcome.word());
        }
        let origin = self.access.origin();
        self.inner.settings.observer.tell(|| CallReport {
            method: self.call.method.to_owned(),
            origin: origin.to_owned(),
            attempts: self.sent,
            waited: self.waited,
            elapsed,
            http: self.http,
            outcome: self.outcome,
        });
    }
}
