//! The endpoints of a host as a router.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use bytes::Bytes;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::time::{Instant, timeout_at};

use super::answer::{Answer, Kind};
use super::body;
use super::call::Call;
use super::error::HostError;
use super::refusal::Refusal;
use crate::php::form;

/// Portals wait no longer for the end of an answer.
const TIMEOUT: Duration = Duration::from_secs(60);
/// No call takes as long, and no clock ends before.
const LONGEST_TIMEOUT: Duration = Duration::from_secs(30 * 365 * 24 * 60 * 60);
/// Much more than any call needs.
const MAX_BODY_BYTES: usize = 1024 * 1024;

/// What answers one endpoint.
type Respond<H> = fn(Arc<H>, Call) -> Pin<Box<dyn Future<Output = Result<Answer, HostError>> + Send>>;

/// The endpoints of a host. The function of the family makes them: [`connector::endpoints`].
///
/// Each is a `POST` at the name of the connector's field that holds its address: `/urlCheck`, `/urlData`.
///
/// [`connector::endpoints`]: crate::biconnector::connector::endpoints
pub struct Endpoints<H> {
    host: Arc<H>,
    limits: Limits,
    endpoints: Vec<(&'static str, Respond<H>)>,
}

#[derive(Debug, Clone, Copy)]
struct Limits {
    timeout: Duration,
    body_bytes: usize,
}

impl<H: Send + Sync + 'static> Endpoints<H> {
    #[doc(hidden)]
    pub fn new(host: H) -> Self {
        let limits = Limits { timeout: TIMEOUT, body_bytes: MAX_BODY_BYTES };
        Self { host: Arc::new(host), limits, endpoints: Vec::new() }
    }

    #[doc(hidden)]
    #[must_use]
    pub fn endpoint(mut self, field: &'static str, respond: Respond<H>) -> Self {
        self.endpoints.push((field, respond));
        self
    }

    /// How long a call may take from its first byte to the last of its answer; a minute unless it is said, as portals do
    /// not wait longer. An answer that has not begun by then is HTTP 504, one that has is broken off.
    #[must_use]
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.timeout = timeout.min(LONGEST_TIMEOUT);
        self
    }

    /// The most bytes that the body of a call may have; 1 MiB unless it is said. A larger one is HTTP 413.
    #[must_use]
    pub fn max_body_bytes(mut self, bytes: usize) -> Self {
        self.limits.body_bytes = bytes;
        self
    }

    /// The router.
    pub fn into_router(self) -> Router {
        let Self { host, limits, endpoints } = self;
        endpoints.into_iter().fold(Router::new(), |router, (field, respond)| {
            let host = Arc::clone(&host);
            let handler = move |request: Request| {
                let host = Arc::clone(&host);
                async move { answer(field, limits, request, |call| respond(host, call)).await }
            };
            router.route(&format!("/{field}"), post(handler))
        })
    }
}

/// Answers a call. Whoever hangs up drops this future, or the body that it made, and with it the host's.
async fn answer<F>(
    endpoint: &'static str,
    limits: Limits,
    request: Request,
    respond: impl FnOnce(Call) -> F,
) -> Response
where
    F: Future<Output = Result<Answer, HostError>>,
{
    let deadline = Instant::now() + limits.timeout;
    let answered = timeout_at(deadline, async {
        let call = receive(request, limits.body_bytes).await?;
        let body = match respond(call).await?.0 {
            Kind::Text(json) => Body::from(json),
            Kind::Rows(rows) => body::body(endpoint, rows, deadline).await?,
            Kind::Wrong(rule) => return Err(Refusal::Answer(rule)),
        };
        Ok(([(CONTENT_TYPE, "application/json; charset=utf-8")], body).into_response())
    });
    answered.await.unwrap_or(Err(Refusal::Timeout)).unwrap_or_else(|refusal| {
        refusal.log(endpoint);
        refusal.into_response()
    })
}

async fn receive(request: Request, max_bytes: usize) -> Result<Call, Refusal> {
    let (head, body) = request.into_parts();
    if !is_form(&head.headers) {
        return Err(Refusal::NotAForm);
    }
    let collected = Limited::new(body, max_bytes).collect().await;
    let body: Bytes = collected
        .map_err(|error| if error.is::<LengthLimitError>() { Refusal::TooLarge } else { Refusal::Broken })?
        .to_bytes();
    form::parse_strictly(&body).map(Call::new).map_err(Refusal::Form)
}

/// Whether the body says that it is a form, or nothing of what it is.
fn is_form(headers: &HeaderMap) -> bool {
    let Some(value) = headers.get(CONTENT_TYPE) else { return true };
    let kind = value.to_str().ok().and_then(|value| value.split(';').next()).unwrap_or_default();
    kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded")
}
