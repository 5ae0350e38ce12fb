//! What the tests of lists share.

use bitrix_api::Client;
use bitrix_api::biconnector::connector::{Connector, ConnectorId, List};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::crm::deal::{self, DealId};
use bitrix_api::portal::Portal;
use bitrix_api::{CallError, Projection};
use bitrix_tests::raw_server::{RawServer, Reply};
pub(crate) use bitrix_tests::waiting::until;
use serde_json::{Value, json};

pub(crate) const DEALS: &str = "crm.deal.list";
pub(crate) const CONNECTORS: &str = "biconnector.connector.list";

/// A part of a deal without its id.
#[derive(Debug, Clone, PartialEq, Projection)]
#[bitrix(entity = "crm.deal")]
pub(crate) struct Title {
    pub(crate) title: String,
}

/// A part of a deal with its id.
#[derive(Debug, Clone, PartialEq, Projection)]
#[bitrix(entity = "crm.deal")]
pub(crate) struct Numbered {
    pub(crate) id: DealId,
}

/// A portal with so many deals, and a client of it.
pub(crate) async fn deals(count: u32) -> (Portal, Client<Webhook>) {
    let portal = Portal::builder().deals(count).start().await.expect("it starts");
    let client = Client::webhook(&portal.webhook_url()).expect("a webhook");
    (portal, client)
}

/// A portal with these connectors, and a client of the application that they belong to.
pub(crate) async fn connectors(connectors: Value) -> (Portal, Client<OAuth>) {
    let portal = Portal::start().await.expect("it starts");
    portal.seed(&json!({ "connectors": connectors })).expect("it is a state");
    let client = Client::oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint");
    (portal, client)
}

/// So many connectors that differ in nothing but their ids.
pub(crate) fn alike(count: i64) -> Value {
    (1..=count).map(|id| json!({ "id": id, "owner": "self", "title": format!("No. {id}") })).collect()
}

/// A server that answers with these bodies one after the other, and a client of it.
pub(crate) async fn scripted(bodies: Vec<Value>) -> (RawServer, Client<Webhook>) {
    let replies = bodies.iter().map(|body| Reply::json(200, body.to_string())).collect();
    let server = RawServer::start_with(replies).await.expect("it starts");
    let client = Client::webhook(&format!("{}/rest/1/secret/", server.base)).expect("a webhook");
    (server, client)
}

/// Deals with these ids, as an answer has them.
pub(crate) fn rows(ids: impl IntoIterator<Item = i64>) -> Value {
    ids.into_iter().map(|id| json!({ "ID": id.to_string(), "TITLE": format!("Deal {id}") })).collect()
}

pub(crate) fn ids_of(connectors: &[Connector]) -> Vec<i64> {
    connectors.iter().map(|connector| connector.id.get()).collect()
}

pub(crate) fn connector(id: i64) -> ConnectorId {
    ConnectorId::new(id).expect("an identifier")
}

pub(crate) fn deal(id: i64) -> DealId {
    DealId::new(id).expect("an identifier")
}

/// What a list call was asked for.
pub(crate) fn asked(portal: &Portal, method: &str) -> Vec<Value> {
    portal.calls().iter().filter(|call| call.method == method).map(|call| call.params()).collect()
}

/// Why a request is refused before it is sent.
pub(crate) fn refused<E: bitrix_api::error::MethodError>(error: CallError<E>) -> String {
    match error {
        CallError::Invalid(invalid) => invalid.to_string(),
        error => panic!("it was sent: {error}"),
    }
}

pub(crate) fn all_connectors() -> List {
    List::new().order(Connector::ID.ascending())
}

pub(crate) fn all_deals() -> deal::List {
    deal::List::new()
}
