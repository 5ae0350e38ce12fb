//! A portal with a connector, and clients that lose no time.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bitrix_api::biconnector::connector::{Add, ConnectorId, Get};
use bitrix_api::client::{CallReport, ClientBuilder, OAuth, Retry};
use bitrix_api::error::MethodError;
use bitrix_api::oauth::{Application, FileStore, MemoryStore, TokenStore as _, Tokens};
use bitrix_api::portal::{Grant, Portal};
use bitrix_api::{CallError, Client};
use bitrix_tests::log::Log;
pub(crate) use bitrix_tests::waiting::{bounded, until};
use bitrix_tests::{causes, connectors};
use serde_json::json;
use tempfile::TempDir;

pub(crate) const ADD: &str = "biconnector.connector.add";
pub(crate) const GET: &str = "biconnector.connector.get";

/// A portal that knows connector 4.
pub(crate) async fn portal() -> Portal {
    Log::of_this_program();
    let portal = Portal::start().await.expect("a port is free");
    portal.seed(&json!({ "connectors": [{ "id": 4 }] })).expect("a state");
    portal
}

/// A client that tries thrice, and waits for milliseconds where others wait for seconds.
pub(crate) fn builder() -> ClientBuilder {
    let retry =
        Retry { tries: 3, first_wait: Duration::from_millis(2), longest_wait: Duration::from_millis(20) };
    Client::builder()
        .retry(retry)
        .timeout(Duration::from_secs(5))
        .deadline(Duration::from_secs(20))
        .max_answer_bytes(100_000)
}

pub(crate) fn client(portal: &Portal) -> Client<OAuth> {
    builder().oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint")
}

pub(crate) fn application(grant: &Grant) -> Application {
    Application::new(&grant.client_id, grant.client_secret.clone())
        .authorization_server(&grant.token_address)
        .expect("it is on this machine")
}

pub(crate) fn tokens(grant: &Grant) -> Tokens {
    Tokens::new(
        &grant.member_id,
        &grant.client_endpoint,
        grant.access_token.clone(),
        grant.refresh_token.clone(),
    )
}

/// A client that can renew its tokens, and the store that has them.
pub(crate) async fn renewing(portal: &Portal) -> (Client<OAuth>, MemoryStore) {
    let grant = portal.grant();
    let store = MemoryStore::with(tokens(&grant));
    // Thousands of calls at once take their time, and none of them is to be given up.
    let builder = builder().timeout(Duration::from_secs(20));
    let client = builder.application(&application(&grant), store.clone(), &grant.member_id).await;
    (client.expect("the store has tokens"), store)
}

/// A store of files that has the portal's first tokens, and its folder.
pub(crate) async fn files(portal: &Portal) -> (TempDir, FileStore, Grant) {
    let folder = tempfile::tempdir().expect("there is room");
    let store = FileStore::new(folder.path());
    let grant = portal.grant();
    store.save(&tokens(&grant)).await.expect("it saves");
    (folder, store, grant)
}

pub(crate) fn get() -> Get {
    Get::new(ConnectorId::new(4).expect("an id"))
}

/// A connector that can be told by its title.
pub(crate) fn add(title: &str) -> Add {
    Add::new(connectors::named(title))
}

/// Keeps the reports of a client.
#[derive(Clone, Default)]
pub(crate) struct Reports(Arc<Mutex<Vec<CallReport>>>);

impl Reports {
    pub(crate) fn observe(&self, builder: ClientBuilder) -> ClientBuilder {
        let kept = Arc::clone(&self.0);
        builder.observe(move |report| kept.lock().expect("nobody panics").push(report.clone()))
    }

    pub(crate) fn take(&self) -> Vec<CallReport> {
        std::mem::take(&mut self.0.lock().expect("nobody panics"))
    }
}

/// How a call ended, in a word; all that is printed of it is looked through for secrets by the way.
pub(crate) fn word<T, E: MethodError>(portal: &Portal, result: &Result<T, CallError<E>>) -> &'static str {
    let Err(error) = result else { return "done" };
    assert_no_secret_in(portal, &causes::printed(error));
    word_of(error)
}

fn word_of<E: MethodError>(error: &CallError<E>) -> &'static str {
    match error {
        CallError::Batch(error) => word_of(error.cause()),
        CallError::Refused { .. } => "refused",
        CallError::System(_) => "system",
        CallError::Invalid(_) => "invalid",
        CallError::Limited(_) => "limited",
        CallError::Auth(_) => "auth",
        CallError::Transport(_) => "transport",
        CallError::Decode(_) => "decode",
        CallError::OutcomeUnknown(_) => "unknown",
        _ => "new",
    }
}

/// Nothing that gives access to the portal stands in a text.
pub(crate) fn assert_no_secret_in(portal: &Portal, text: &str) {
    let grant = portal.grant();
    let webhook = portal.webhook_url();
    let webhook = webhook.trim_end_matches('/').rsplit('/').next().expect("it has a secret").to_owned();
    let secrets = [
        portal.token(),
        grant.client_secret.expose(),
        grant.access_token.expose(),
        grant.refresh_token.expose(),
        grant.code.expose(),
        webhook.as_str(),
    ];
    for secret in secrets {
        if let Some(at) = text.find(secret) {
            panic!("a secret is printed: …{}…", &text[at.saturating_sub(80)..at]);
        }
    }
}
