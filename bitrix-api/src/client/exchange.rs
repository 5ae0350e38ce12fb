//! One call on the wire, from the encoded request to the decoded envelope. Nothing here is generic: it is compiled
//! once, whatever the number of methods.

use std::time::Instant;

use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};

use super::envelope::{self, Envelope, Outcome};
use super::{Answer, Inner};
use crate::codec::{Encoder, Fault, Slot};
use crate::error::{
    DecodeError, DecodeProblem, ErrorCode, Failure, Invalid, Refusal, SystemError, TransportError,
    TransportProblem, WireError,
};
use crate::request::{Kind, ResultShape};

/// A request, ready to be sent.
pub(super) struct Prepared<'m> {
    pub(super) method: &'m str,
    pub(super) kind: Kind,
    pub(super) shape: ResultShape,
    pub(super) application_only: bool,
    /// The answer can hold what must not be shown.
    pub(super) has_secrets: bool,
    /// A JSON object of the parameters.
    pub(super) body: Vec<u8>,
}

/// What came back.
pub(super) struct Exchange {
    http: u16,
    body: Vec<u8>,
}

/// How many characters of an unreadable answer an error shows.
const EXCERPT: usize = 200;

impl Inner {
    /// Sends a call and waits for the whole of its answer.
    pub(super) async fn exchange(&self, call: &Prepared<'_>) -> Result<Exchange, Failure> {
        if call.application_only && self.credentials.is_webhook() && !self.allow_webhook {
            return Err(Failure::Invalid(Invalid::ApplicationOnly { method: call.method.to_owned() }));
        }
        let begun = Instant::now();
        let sent = self.send(call).await;
        let elapsed_ms = begun.elapsed().as_secs_f64() * 1000.0;
        let (method, host) = (call.method, self.credentials.host());
        match &sent {
            Ok(exchange) => {
                let (http, bytes) = (exchange.http, exchange.body.len());
                tracing::debug!(method, host, http, bytes, elapsed_ms, "answered");
            }
            Err(error) => tracing::debug!(method, host, elapsed_ms, ?error, "no answer"),
        }
        sent
    }

    async fn send(&self, call: &Prepared<'_>) -> Result<Exchange, Failure> {
        let request = self
            .http
            .post(self.credentials.address(call.method))
            .header(CONTENT_TYPE, "application/json")
            .header(ACCEPT, "application/json")
            .body(self.authorised(&call.body));
        let mut response = request.send().await.map_err(|error| self.lost(call, error))?;
        let http = response.status().as_u16();
        if matches!(http, 301 | 302 | 307 | 308) {
            let to = response.headers().get(LOCATION).and_then(|to| to.to_str().ok()).and_then(origin);
            return Err(self.no_answer(call, TransportProblem::Moved { http, to }));
        }
        let expected = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        let mut body = Vec::with_capacity(expected.min(self.max_answer_bytes));
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(call, error))? {
            if body.len() + chunk.len() > self.max_answer_bytes {
                body.extend_from_slice(&chunk);
                let problem = DecodeProblem::TooLarge { limit: self.max_answer_bytes };
                return Err(Failure::Decode(self.unreadable(call, http, &body, problem)));
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Exchange { http, body })
    }

    /// The parameters with the access token among them, if there is one.
    fn authorised(&self, params: &[u8]) -> Vec<u8> {
        let Some(token) = self.credentials.token() else { return params.to_vec() };
        let mut auth = Encoder::new();
        auth.text(token);
        let mut body = params.strip_suffix(b"}").unwrap_or(params).to_vec();
        if body.len() > 1 {
            body.push(b',');
        }
        body.extend_from_slice(b"\"auth\":");
        body.extend_from_slice(&auth.into_json());
        body.push(b'}');
        body
    }

    /// Reads an answer, its result into `slot`.
    pub(super) fn read(
        &self,
        call: &Prepared<'_>,
        exchange: &Exchange,
        slot: &mut dyn Slot,
    ) -> Result<Envelope, Failure> {
        let Exchange { http, body } = exchange;
        let http = *http;
        let fault = match envelope::read(body, call.shape, slot) {
            Ok(envelope) => match envelope.outcome {
                Outcome::Result if http < 300 => return Ok(envelope),
                Outcome::RefusedInside(error) => {
                    return Err(Failure::Refused(self.refusal(call, http, error)));
                }
                Outcome::RefusedBeside(error) => return Err(refused_beside(self.refusal(call, http, error))),
                Outcome::Result => Fault::missing("error"),
                Outcome::Nothing => Fault::missing("result"),
            },
            Err(fault) => fault,
        };
        if http >= 500 {
            let excerpt = self.excerpt(call, body);
            return Err(self.no_answer(call, TransportProblem::Gateway { http, excerpt }));
        }
        let problem = if body.is_empty() { DecodeProblem::Empty } else { DecodeProblem::Unreadable(fault) };
        Err(Failure::Decode(self.unreadable(call, http, body, problem)))
    }

    /// A refusal as the caller sees it: servers have been known to repeat in it what they were sent.
    fn refusal(&self, call: &Prepared<'_>, http: u16, error: WireError) -> Refusal {
        let code = match error.code {
            ErrorCode::Text(code) => ErrorCode::Text(self.credentials.redact(&code)),
            number @ ErrorCode::Number(_) => number,
        };
        let description = self.credentials.redact(&error.description);
        Refusal { method: call.method.to_owned(), code, description, http }
    }

    /// An answer that claims a result and has none.
    pub(super) fn no_result(&self, call: &Prepared<'_>, exchange: &Exchange) -> Failure {
        let problem = DecodeProblem::Unreadable(Fault::missing("result"));
        Failure::Decode(self.unreadable(call, exchange.http, &exchange.body, problem))
    }

    fn lost(&self, call: &Prepared<'_>, error: reqwest::Error) -> Failure {
        let error = error.without_url();
        let problem = if error.is_connect() {
            TransportProblem::Connect(error)
        } else if error.is_timeout() {
            TransportProblem::Timeout(error)
        } else {
            TransportProblem::Broken(error)
        };
        self.no_answer(call, problem)
    }

    /// The one place where it is decided what is known of a call without an answer.
    fn no_answer(&self, call: &Prepared<'_>, problem: TransportProblem) -> Failure {
        let error = TransportError {
            method: call.method.to_owned(),
            host: self.credentials.host().to_owned(),
            problem,
        };
        match call.kind {
            Kind::Write if !error.is_not_run() => Failure::OutcomeUnknown(error),
            Kind::Write | Kind::Read => Failure::Transport(error),
        }
    }

    /// The first characters of an answer, credentials removed. Where secrets may be among them, only what is no JSON is
    /// shown: that comes from what stands in front of the portal.
    fn excerpt(&self, call: &Prepared<'_>, body: &[u8]) -> String {
        if call.has_secrets && !body.trim_ascii_start().starts_with(b"<") {
            return format!("({} bytes, not shown since they may hold secrets)", body.len());
        }
        let margin = self.credentials.secret().len();
        let window = &body[..body.len().min(EXCERPT + margin)];
        let text = self.credentials.redact(&String::from_utf8_lossy(window));
        // The window may end inside a secret, of which no part is shown either.
        let whole =
            if window.len() < body.len() { text.chars().count().saturating_sub(margin) } else { usize::MAX };
        let shown = text.chars().take(EXCERPT.min(whole));
        // A line of an error stays a line.
        shown.map(|c| if c.is_control() { ' ' } else { c }).collect()
    }

    fn unreadable(&self, call: &Prepared<'_>, http: u16, body: &[u8], problem: DecodeProblem) -> DecodeError {
        let excerpt = self.excerpt(call, body);
        DecodeError { method: call.method.to_owned(), http, problem, excerpt }
    }
}

fn refused_beside(refusal: Refusal) -> Failure {
    match SystemError::recognise(&refusal) {
        Some(error) => Failure::System(error),
        None => Failure::Refused(refusal),
    }
}

/// Scheme, host and port of an address; the rest may hold a secret.
fn origin(address: &str) -> Option<String> {
    Some(url::Url::parse(address).ok()?.origin().ascii_serialization())
}

impl Envelope {
    pub(super) fn answer<T>(self, result: T) -> Answer<T> {
        Answer { result, time: self.time, total: self.total, next: self.next }
    }
}
