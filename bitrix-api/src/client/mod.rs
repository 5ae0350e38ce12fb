//! The client: sends requests to a portal and gives typed results and errors.

mod access;
mod address;
mod answer;
mod attempts;
mod auth;
mod batch;
mod build_error;
mod builder;
mod clock;
mod envelope;
mod exchange;
mod http;
mod moves;
mod prepared;
mod raw;
mod report;
mod retry;
mod session;

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;

pub(crate) use address::checked_address;
pub(crate) use answer::RawTime;
pub use answer::{Answer, Time};
pub use auth::{AnyAuth, OAuth, ServedTo, Webhook};
pub use build_error::BuildError;
pub use builder::ClientBuilder;
pub(crate) use envelope::ResultSlot;
pub(crate) use http::{Hidden, build as build_http, plain_http};
pub use moves::Move;
pub(crate) use moves::NotFollowed;
pub use raw::RawCall;
pub use report::{CallReport, Outcome};
pub use retry::Retry;

use access::Access;
use answer::Times;
use attempts::Attempts;
use builder::Settings;
use prepared::Prepared;
use session::Session;

use crate::Secret;
use crate::capabilities::{Capabilities, Described};
use crate::codec::{Decode, Place};
use crate::error::{CallError, Failure, Invalid};
use crate::request::{Context, Request};

/// A connection to one portal, cheap to clone; clones share connections.
///
/// `A` says who the client is: [`Webhook`], [`OAuth`], or [`AnyAuth`] where that is only known at run time. Any
/// client turns into a plain `Client` by `into()`.
///
/// ```no_run
/// use bitrix_api::Client;
/// use bitrix_api::biconnector::connector::{ConnectorId, Update};
///
/// # async fn example(token: String) -> Result<(), bitrix_api::Error> {
/// let client = Client::oauth("https://example.bitrix24.com/rest/", token)?;
/// client.call(Update::new(ConnectorId::new(4)?).title("Sales").sort(200)).await?;
/// # Ok(())
/// # }
/// ```
pub struct Client<A = AnyAuth> {
    inner: Arc<Inner>,
    auth: PhantomData<fn() -> A>,
}

struct Inner {
    http: reqwest::Client,
    session: Arc<Session>,
    settings: Settings,
}

impl Client {
    /// Settings for a client that the defaults do not suit.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }
}

impl Client<Webhook> {
    /// A client that calls by an inbound webhook; `address` is as the portal shows it,
    /// `https://example.bitrix24.com/rest/1/…/`.
    pub fn webhook(address: &str) -> Result<Self, BuildError> {
        ClientBuilder::default().webhook(address)
    }
}

impl Client<OAuth> {
    /// A client that calls as an application. `endpoint` is the `client_endpoint` that came with the token,
    /// `https://example.bitrix24.com/rest/`.
    pub fn oauth(endpoint: &str, token: impl Into<Secret>) -> Result<Self, BuildError> {
        ClientBuilder::default().oauth(endpoint, token)
    }
}

impl<A> Client<A> {
    /// Sends a request and gives what the method answers.
    ///
    /// The request is [checked](Request::check) first. A call that fails says so whatever the shape of the answer:
    /// portals put many errors inside `result`, with HTTP 200.
    pub async fn call<R: Request>(&self, request: R) -> Result<R::Output, CallError<R::Error>>
    where
        R::Context: ServedTo<A>,
    {
        let call = Prepared::of(request)?;
        Ok(self.inner.answer(&call).await?.result)
    }

    /// Sends a request and gives the result with what stands beside it: times, totals, the next page.
    pub async fn answer<R: Request>(&self, request: R) -> Result<Answer<R::Output>, CallError<R::Error>>
    where
        R::Context: ServedTo<A>,
    {
        self.answer_served(request).await
    }

    /// The same for a request of which it is known that this client may send it.
    pub(crate) async fn answer_served<R: Request>(
        &self,
        request: R,
    ) -> Result<Answer<R::Output>, CallError<R::Error>> {
        let call = Prepared { times: Times::All, ..Prepared::of(request)? };
        Ok(self.inner.answer(&call).await?)
    }

    /// Asks what the portal's release knows of an entity, so that a call can leave out what it would refuse.
    ///
    /// ```no_run
    /// use bitrix_api::biconnector::connector::{Add, Connector, NewConnector};
    ///
    /// # async fn example(client: bitrix_api::Client, new: NewConnector) -> Result<(), bitrix_api::Error> {
    /// let portal = client.capabilities::<Connector>().await?;
    /// let mut add = Add::new(new);
    /// if portal.knows(Connector::SUPPORT_MAPPING) {
    ///     add = add.support_mapping(true);
    /// }
    /// client.call(add).await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn capabilities<E: Described>(
        &self,
    ) -> Result<Capabilities<E>, CallError<<E::Fields as Request>::Error>>
    where
        <E::Fields as Request>::Context: ServedTo<A>,
    {
        Capabilities::of(self.call(E::ask()).await)
    }

    /// Calls a method that no spec describes, with parameters of any shape that serde can write.
    ///
    /// ```no_run
    /// # async fn example(client: bitrix_api::Client) -> Result<(), bitrix_api::Error> {
    /// let params = serde_json::json!({ "select": ["ID", "NAME"] });
    /// let departments = client.call_raw("department.get", params).read().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn call_raw(&self, method: &str, params: impl serde::Serialize) -> RawCall<'_, A> {
        RawCall::new(self, method, &params)
    }

    /// Refuses a request that this client's portal would not serve it.
    pub(crate) fn admit<R: Request>(&self) -> Result<(), Failure> {
        self.inner.admit(&self.inner.session.current(), R::METHOD, R::Context::APPLICATION_ONLY)
    }

    /// The portal's scheme, host and port, as they are now: a portal can be renamed.
    #[must_use]
    pub fn origin(&self) -> String {
        self.inner.session.current().origin().to_owned()
    }
}

impl Inner {
    fn admit(&self, access: &Access, method: &str, application_only: bool) -> Result<(), Failure> {
        if application_only && access.is_webhook() && !self.settings.allow_webhook {
            return Err(Failure::Invalid(Invalid::ApplicationOnly { method: method.to_owned() }));
        }
        Ok(())
    }

    /// Makes a call and gives its result.
    async fn answer<T: Decode>(&self, call: &Prepared<'_>) -> Result<Answer<T>, Failure> {
        let mut result = None;
        let beside = self.fill(call, &mut result).await?;
        // A place stays empty only where there is an error.
        let result = result.ok_or_else(|| call.without_result())?;
        Ok(beside.with(result))
    }

    /// Makes a call, has its result read into `place`, and gives what stands beside it. Nothing here depends on the
    /// result's type: it is compiled once, whatever the number of methods.
    async fn fill(&self, call: &Prepared<'_>, place: &mut dyn Place) -> Result<Answer<()>, Failure> {
        let access = self.session.current();
        self.admit(&access, call.method, call.application_only)?;
        Attempts::new(self, call, access).answer(place).await
    }
}

impl<A> Clone for Client<A> {
    fn clone(&self) -> Self {
        Self { inner: Arc::clone(&self.inner), auth: PhantomData }
    }
}

/// Shows the portal's origin, and nothing that could be used to call it.
impl<A> fmt::Debug for Client<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client").field("origin", &self.origin()).finish_non_exhaustive()
    }
}
