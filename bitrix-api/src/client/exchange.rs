//! One exchange on the wire, from the encoded request to the decoded envelope. Nothing here is generic: it is compiled
//! once, whatever the number of methods.

use reqwest::header::{ACCEPT, CONTENT_TYPE, HeaderValue, LOCATION};
use reqwest::{Method, Request, Response};
use tokio::time::{Instant, timeout_at};

use super::Inner;
use super::access::Access;
use super::answer::Answer;
use super::clock::after;
use super::envelope::{self, Outcome, Places};
use super::moves::NotFollowed;
use super::prepared::Prepared;
use crate::codec::{Encoder, Fault, Slot};
use crate::error::{
    DecodeError, DecodeProblem, Failure, Refusal, SystemError, TransportError, TransportProblem, WireError,
};
use crate::request::Kind;

/// What came back.
pub(super) struct Exchange {
    pub(super) http: u16,
    pub(super) body: Vec<u8>,
}

/// An exchange, or the portal's answer that it has moved.
pub(super) enum Sent {
    Answered(Exchange),
    Moved { http: u16, location: Option<String> },
}

/// A call and what it is made with.
pub(super) struct Sending<'c> {
    pub(super) inner: &'c Inner,
    pub(super) call: &'c Prepared<'c>,
    pub(super) access: &'c Access,
}

/// How many characters of an unreadable answer an error shows.
const EXCERPT: usize = 200;

const JSON: HeaderValue = HeaderValue::from_static("application/json");

impl Sending<'_> {
    /// Sends a call and waits for the whole of its answer, until the deadline at most. `http` becomes the status, also
    /// where the rest of the answer is lost.
    pub(super) async fn send(&self, deadline: Instant, http: &mut Option<u16>) -> Result<Sent, Failure> {
        let settings = &self.inner.settings;
        let now = Instant::now();
        let end = after(now, settings.timeout).min(deadline);
        let begin = after(now, settings.header_timeout).min(end);
        let response = match timeout_at(begin, self.inner.http.execute(self.request())).await {
            Ok(response) => response.map_err(|error| self.lost(error))?,
            Err(_) => return Err(self.no_answer(TransportProblem::Timeout(None))),
        };
        let status = response.status().as_u16();
        *http = Some(status);
        if matches!(status, 301 | 302 | 307 | 308) {
            let location = response.headers().get(LOCATION).and_then(|to| to.to_str().ok());
            return Ok(Sent::Moved { http: status, location: location.map(str::to_owned) });
        }
        match timeout_at(end, self.body(response)).await {
            Ok(body) => Ok(Sent::Answered(Exchange { http: status, body: body? })),
            Err(_) => Err(self.no_answer(TransportProblem::Timeout(None))),
        }
    }

    fn request(&self) -> Request {
        let mut request = Request::new(Method::POST, self.access.address(self.call.method));
        request.headers_mut().insert(CONTENT_TYPE, JSON);
        request.headers_mut().insert(ACCEPT, JSON);
        *request.body_mut() = Some(self.authorised().into());
        request
    }

    /// The whole of an answer's body, as long as it is no larger than it may be.
    async fn body(&self, mut response: Response) -> Result<Vec<u8>, Failure> {
        let limit = self.inner.settings.max_answer_bytes;
        let expected = response.content_length().and_then(|length| usize::try_from(length).ok()).unwrap_or(0);
        let mut body = Vec::with_capacity(expected.min(limit));
        while let Some(chunk) = response.chunk().await.map_err(|error| self.lost(error))? {
            body.extend_from_slice(&chunk);
            if body.len() > limit {
                let http = response.status().as_u16();
                let problem = DecodeProblem::TooLarge { limit };
                return Err(Failure::Decode(self.unreadable(http, &body, problem)));
            }
        }
        Ok(body)
    }

    /// The parameters with the access token among them, if there is one.
    fn authorised(&self) -> Vec<u8> {
        let params = &self.call.body;
        let Some(token) = self.access.token() else { return params.clone() };
        let mut body = Vec::with_capacity(params.len() + token.expose().len() + "\"auth\":\"\",".len());
        body.extend_from_slice(params.strip_suffix(b"}").unwrap_or(params));
        if body.len() > 1 {
            body.push(b',');
        }
        body.extend_from_slice(b"\"auth\":");
        let mut auth = Encoder::json_after(body);
        auth.text(token.expose());
        let mut body = auth.into_json().into_text();
        body.push(b'}');
        body
    }

    /// Reads an answer, its result into `slot`. What it says `beside` counts whether or not it has a result.
    pub(super) fn read(
        &self,
        exchange: &Exchange,
        slot: &mut dyn Slot,
        beside: &mut Answer<()>,
    ) -> Result<(), Failure> {
        let Exchange { http, body } = exchange;
        let http = *http;
        let places = Places { slot, beside, times: self.call.times };
        let fault = match envelope::read(body, self.call.shape, places) {
            Ok(Outcome::Result) if http < 300 => return Ok(()),
            Ok(Outcome::RefusedInside(error)) => return Err(Failure::Refused(self.refusal(http, error))),
            Ok(Outcome::RefusedBeside(error)) => return Err(refused_beside(self.refusal(http, error))),
            Ok(Outcome::Result) => Fault::missing("error"),
            Ok(Outcome::Nothing) => Fault::missing("result"),
            Err(fault) => fault,
        };
        Err(if http >= 500 {
            let excerpt = self.excerpt(body);
            self.no_answer(TransportProblem::Gateway { http, excerpt })
        } else {
            let problem =
                if body.is_empty() { DecodeProblem::Empty } else { DecodeProblem::Unreadable(fault) };
            Failure::Decode(self.unreadable(http, body, problem))
        })
    }

    /// A refusal as the caller sees it: servers have been known to repeat in it what they were sent.
    fn refusal(&self, http: u16, error: WireError) -> Refusal {
        Refusal::new(self.call.method, http, error, |text| self.access.redact(text))
    }

    fn lost(&self, error: reqwest::Error) -> Failure {
        let error = error.without_url();
        let problem = if error.is_connect() {
            TransportProblem::Connect(error)
        } else if error.is_timeout() {
            TransportProblem::Timeout(Some(error))
        } else {
            TransportProblem::Broken(error)
        };
        self.no_answer(problem)
    }

    /// A portal that has moved to where the call does not follow.
    pub(super) fn not_followed(&self, http: u16, why: NotFollowed) -> Failure {
        self.no_answer(TransportProblem::Moved { http, why })
    }

    /// The one place where it is decided what is known of a call without an answer.
    fn no_answer(&self, problem: TransportProblem) -> Failure {
        let error = TransportError {
            method: self.call.method.to_owned(),
            origin: self.access.origin().to_owned(),
            problem,
        };
        match self.call.kind {
            Kind::Write if !error.is_not_run() => Failure::OutcomeUnknown(error),
            Kind::Write | Kind::Read => Failure::Transport(error),
        }
    }

    /// The first characters of an answer, credentials removed. Where secrets may be among them, only what is no JSON is
    /// shown: that comes from what stands in front of the portal.
    fn excerpt(&self, body: &[u8]) -> String {
        if self.call.has_secrets && !body.trim_ascii_start().starts_with(b"<") {
            return format!("({} bytes, not shown since they may hold secrets)", body.len());
        }
        let margin = self.access.secret().len();
        let window = &body[..body.len().min(EXCERPT + margin)];
        let text = self.access.redact(&String::from_utf8_lossy(window));
        // The window may end inside a secret, of which no part is shown either.
        let whole =
            if window.len() < body.len() { text.chars().count().saturating_sub(margin) } else { usize::MAX };
        let shown = text.chars().take(EXCERPT.min(whole));
        // A line of an error stays a line.
        shown.map(|c| if c.is_control() { ' ' } else { c }).collect()
    }

    fn unreadable(&self, http: u16, body: &[u8], problem: DecodeProblem) -> DecodeError {
        let excerpt = self.excerpt(body);
        DecodeError { method: self.call.method.to_owned(), http, problem, excerpt }
    }
}

fn refused_beside(refusal: Refusal) -> Failure {
    match SystemError::recognise(&refusal) {
        Some(error) => Failure::System(error),
        None => Failure::Refused(refusal),
    }
}
