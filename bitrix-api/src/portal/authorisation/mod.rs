//! The authorisation server: who has which tokens, and how applications get new ones.
//!
//! Lifetimes go by tokio's clock; `expires` in answers goes by the wall clock.

pub(super) mod application;
mod client;
mod credential;
pub(super) mod grant;
pub(super) mod identity;
mod ledger;
pub(super) mod refreshes;
mod token_request;

use std::fmt;
use std::sync::{Mutex, MutexGuard};
use std::time::Duration;

use client::Client;
use ledger::Ledger;

use super::lock::lock;
use super::methods::answer::Answer;
use super::network::route::REST_PATH;
use crate::php::Array;
use application::Application;
use grant::Grant;
use identity::Identity;
use refreshes::Refreshes;

/// The path at which tokens are asked for.
pub(super) const TOKEN_PATH: &str = "/oauth/token/";

/// What requests for tokens are called where calls have the names of methods.
pub(super) const TOKENS: &str = "oauth.token";

/// Whose the portal is, in the answers of the authorisation server.
const MEMBER_ID: &str = "c0ffee00c0ffee00c0ffee00c0ffee00";

/// The one user of the portal, in whose name all applications and the webhook call.
pub(super) const USER: i64 = 1;

/// The secret of the one webhook, which belongs to the one user.
pub(super) const WEBHOOK_SECRET: &str = "portal-webhook";

/// What applications and the webhook may do: all that the portal has methods for.
pub(super) const SCOPES: [&str; 3] = ["biconnector", "crm", "user"];

/// Gives tokens out, and knows them.
pub(super) struct Authorisation(Mutex<Ledger>);

/// Where things are.
#[derive(Debug, Clone)]
pub(super) struct Addresses {
    /// The authorisation server.
    pub(super) server: String,
    /// The portal, which may have moved away from it.
    pub(super) portal: String,
}

impl Authorisation {
    /// With access tokens that are valid for so long, or for good.
    pub(super) fn new(lifetime: Option<Duration>) -> Self {
        Self(Mutex::new(Ledger::new(lifetime)))
    }

    /// Whose access token this is.
    pub(super) fn identify(&self, access_token: &str) -> Identity {
        self.ledger().identify(access_token)
    }

    /// Which application a request for tokens comes from, if it can prove it.
    pub(super) fn client(params: &Array) -> Option<Application> {
        Client::proven(params).ok().map(|client| client.application)
    }

    /// Answers a request for tokens.
    pub(super) fn answer(&self, params: &Array, addresses: &Addresses) -> Answer {
        token_request::answer(&mut self.ledger(), params, addresses)
    }

    /// What somebody needs to be this application, a new code included.
    pub(super) fn grant(&self, application: Application, addresses: &Addresses) -> Grant {
        let mut ledger = self.ledger();
        let pair = ledger.last(application);
        let (client_id, client_secret) =
            Client::of(application).map(|client| (client.id, client.secret)).unwrap_or_default();
        Grant {
            client_id: client_id.to_owned(),
            client_secret: client_secret.into(),
            access_token: pair.access.into(),
            refresh_token: pair.refresh.into(),
            code: ledger.issue_code(application).into(),
            member_id: MEMBER_ID.to_owned(),
            client_endpoint: format!("{}{REST_PATH}", addresses.portal),
            token_address: format!("{}{TOKEN_PATH}", addresses.server),
        }
    }

    /// Ends all access tokens.
    pub(super) fn expire_tokens(&self) {
        self.ledger().expire();
    }

    /// Knows the first tokens again and no others, and has counted nothing.
    pub(super) fn reset(&self) {
        self.ledger().reset();
    }

    /// Begins to count refreshes anew.
    pub(super) fn forget_refreshes(&self) {
        self.ledger().refreshes = Refreshes::default();
    }

    /// How many refreshes there were.
    pub(super) fn refreshes(&self) -> Refreshes {
        self.ledger().refreshes
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        lock(&self.0)
    }
}

impl fmt::Debug for Authorisation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authorisation")
    }
}
