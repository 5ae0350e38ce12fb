//! One request of a call or for tokens, and its answer: what may befall it on the way, and the journal's entry.

use std::future::Future;

use hyper::{Method, StatusCode};
use tokio::time::Instant;

use super::reply::Reply;
use super::request::{ReceiveError, Received};
use super::route::Caller;
use super::served::Served;
use crate::php::Array;
use crate::portal::authorisation::{Authorisation, TOKENS};
use crate::portal::faults::fault::Fault;
use crate::portal::faults::moment::Moment;
use crate::portal::faults::planned_fault::Asked;
use crate::portal::faults::strike::Stopped;
use crate::portal::journal::outcome::Outcome;
use crate::portal::journal::recorded_call::{CalledBy, RecordedCall};
use crate::portal::methods::answer::Answer;
use crate::portal::methods::batch::Ran;
use crate::portal::methods::system_code::SystemCode;

/// Answers a call; `path` is its own, query included. None if the connection is to be closed instead.
pub(super) async fn call(
    served: &Served,
    method: &str,
    caller: Caller<'_>,
    path: &str,
    received: Result<Received, ReceiveError>,
) -> Option<Reply> {
    let exchange = Exchange { served, asked: Asked::Call(method), path, begun: Instant::now() };
    match heard(received) {
        Ok(params) => {
            let identity = served.simulation.identify(caller, &params);
            let caller = CalledBy::of(caller, identity.word());
            exchange.answer(&params, caller, served.simulation.call(method, identity, &params)).await
        }
        Err(status) => Some(exchange.unheard(CalledBy::of(caller, None), status)),
    }
}

/// Answers a request for tokens.
pub(super) async fn tokens(
    served: &Served,
    path: &str,
    received: Result<Received, ReceiveError>,
) -> Option<Reply> {
    let exchange = Exchange { served, asked: Asked::Authorisation, path, begun: Instant::now() };
    match heard(received) {
        Ok(params) => {
            let client = Authorisation::client(&params).map(|application| application.word().to_owned());
            let answer = async { served.simulation.authorisation.answer(&params, &served.addresses()) };
            exchange.answer(&params, CalledBy::Application(client), answer).await
        }
        Err(status) => Some(exchange.unheard(CalledBy::Application(None), status)),
    }
}

/// The parameters of a request, or the status of one that no service ever gets to see.
fn heard(received: Result<Received, ReceiveError>) -> Result<Array, StatusCode> {
    match received {
        Ok(request) if matches!(request.verb, Method::GET | Method::POST) => Ok(request.params()),
        Ok(_) => Err(StatusCode::METHOD_NOT_ALLOWED),
        Err(error) => Err(error.status()),
    }
}

struct Exchange<'a> {
    served: &'a Served,
    asked: Asked<'a>,
    path: &'a str,
    begun: Instant,
}

/// What a request meets on its way in.
enum Met {
    Nothing,
    RateLimit,
    Fault(Fault),
}

impl Exchange<'_> {
    /// Lets the request in, unless something keeps it out. It is in the journal before its caller can know that it was
    /// answered, and before an answer is held up.
    async fn answer(
        self,
        params: &Array,
        caller: CalledBy,
        run: impl Future<Output = Answer>,
    ) -> Option<Reply> {
        self.served.journal.received(self.method());
        let (fault, stopped) = match self.met() {
            Met::Nothing => (None, None),
            Met::RateLimit => (None, Some(Stopped::refused(SystemCode::QueryLimitExceeded))),
            Met::Fault(fault) => {
                wait(&fault, Moment::Before).await;
                let stopped = fault.stop(self.path);
                (Some(fault), stopped)
            }
        };
        let (outcome, reply) = match stopped {
            Some(Stopped { outcome, reply }) => (outcome, reply),
            None => {
                let mut answer = run.await;
                self.record_commands(&caller, std::mem::take(&mut answer.ran));
                let reply = Reply::from(&answer);
                let left = match &fault {
                    Some(fault) => fault.spoil(reply),
                    None => Some(reply),
                };
                (answer.outcome, left)
            }
        };
        self.record(params, caller, outcome, reply.as_ref(), fault.clone());
        if let Some(fault) = &fault {
            wait(fault, Moment::After).await;
        }
        reply
    }

    /// Turns away what is no request of a call.
    fn unheard(self, caller: CalledBy, status: StatusCode) -> Reply {
        self.served.journal.received(self.method());
        let reply = Reply::status(status);
        let reply =
            if status == StatusCode::METHOD_NOT_ALLOWED { reply.allowing("GET, POST") } else { reply };
        self.record(&Array::default(), caller, Outcome::Status, Some(&reply), None);
        reply
    }

    fn method(&self) -> &str {
        match self.asked {
            Asked::Call(method) => method,
            Asked::Authorisation => TOKENS,
        }
    }

    /// A portal that has moved answers nothing else; a call that the rate limit refuses meets no fault, which waits for
    /// the next. The authorisation server neither moves nor limits.
    fn met(&self) -> Met {
        let served = self.served;
        if let Asked::Call(_) = self.asked {
            if let Some(to) = served.moved_to() {
                return Met::Fault(Fault::Redirect(302, to));
            }
            if !served.bucket.admits() {
                return Met::RateLimit;
            }
        }
        served.plan.take(self.asked).map_or(Met::Nothing, Met::Fault)
    }

    /// Notes the commands of a batch in front of it, as the calls that they are.
    fn record_commands(&self, caller: &CalledBy, ran: Vec<Ran>) {
        let journal = &self.served.journal;
        for Ran { name, method, params, outcome, http, took } in ran {
            journal.received(&method);
            let call = RecordedCall::new(&method, caller.clone(), &params, (outcome, Some(http)), took);
            journal.record(RecordedCall { command: Some(name), ..call });
        }
    }

    fn record(
        &self,
        params: &Array,
        caller: CalledBy,
        outcome: Outcome,
        reply: Option<&Reply>,
        fault: Option<Fault>,
    ) {
        let http = reply.map(|reply| reply.status.as_u16());
        let call = RecordedCall::new(self.method(), caller, params, (outcome, http), self.begun.elapsed());
        self.served.journal.record(RecordedCall { fault, ..call });
    }
}

async fn wait(fault: &Fault, moment: Moment) {
    let delay = fault.delay(moment);
    if !delay.is_zero() {
        tokio::time::sleep(delay).await;
    }
}
