//! `/__portal/tokens`: what it takes to be one of the applications.

use hyper::{Method, StatusCode};
use serde_json::{Value, json};

use super::{Mistake, done};
use crate::portal::authorisation::application::Application;
use crate::portal::authorisation::grant::Grant;
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

pub(super) fn respond(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    let authorisation = &served.simulation.authorisation;
    match request.verb {
        Method::GET => {
            let addresses = served.addresses();
            let grants: serde_json::Map<String, Value> = [Application::First, Application::Second]
                .into_iter()
                .map(|it| (it.word().to_owned(), describe(&authorisation.grant(it, &addresses))))
                .collect();
            Ok(Reply::json(StatusCode::OK, &grants))
        }
        Method::DELETE => {
            authorisation.expire_tokens();
            Ok(done())
        }
        _ => Err(Mistake::Verb("GET, DELETE", "use GET, or DELETE to expire all access tokens")),
    }
}

/// Whoever asks is a test that wants to be the application.
fn describe(grant: &Grant) -> Value {
    json!({
        "client_id": grant.client_id,
        "client_secret": grant.client_secret.expose(),
        "access_token": grant.access_token.expose(),
        "refresh_token": grant.refresh_token.expose(),
        "code": grant.code.expose(),
        "member_id": grant.member_id,
        "client_endpoint": grant.client_endpoint,
        "token_address": grant.token_address,
    })
}
