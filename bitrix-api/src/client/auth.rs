//! Who a client is to a portal, as types.

use std::marker::PhantomData;
use std::sync::Arc;

use super::Client;
use crate::request::{Context, context};

/// A client whose kind of credentials is only known at run time.
#[derive(Debug, Clone, Copy)]
pub enum AnyAuth {}

/// A client that calls by an inbound webhook.
#[derive(Debug, Clone, Copy)]
pub enum Webhook {}

/// A client that calls as an application, with an access token.
#[derive(Debug, Clone, Copy)]
pub enum OAuth {}

/// Which clients a request's context admits.
#[diagnostic::on_unimplemented(
    message = "this method can only be called by an application, and this client is a webhook's",
    label = "portals refuse this call with ACCESS_DENIED",
    note = "build the client with `Client::oauth`; a portal set up to let webhooks through can be called by a \
            `Client` that was built with `allow_webhook` and turned into `Client<AnyAuth>` by `into()`"
)]
pub trait ServedTo<A>: Context {}

impl<A> ServedTo<A> for context::Any {}
impl ServedTo<OAuth> for context::Application {}
impl ServedTo<AnyAuth> for context::Application {}

impl<A, C: ServedTo<A>> ServedTo<A> for context::Alone<C> {}

impl From<Client<Webhook>> for Client<AnyAuth> {
    fn from(client: Client<Webhook>) -> Self {
        Self { inner: client.inner, auth: PhantomData }
    }
}

impl From<Client<OAuth>> for Client<AnyAuth> {
    fn from(client: Client<OAuth>) -> Self {
        Self { inner: client.inner, auth: PhantomData }
    }
}

impl<A> Client<A> {
    /// The same client, for requests of which it is known that it may send them.
    pub(crate) fn erased(&self) -> Client {
        Client { inner: Arc::clone(&self.inner), auth: PhantomData }
    }
}
