//! Every rule of `biconnector.source.add` that types keep, each broken once.

use bitrix_api::biconnector::source::{Add, ConnectorId, NewSource};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(Add::new(NewSource { title: "t".into(), connector_id: ConnectorId::new(4).unwrap(), settings: [].into() }));
}

// fields.empty
fn fields_empty(client: &Client<OAuth>) {
    let _ = client.call(Add::new());
}

// fields.unknown
fn fields_unknown(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewSource { title: "t".into(), connector_id: ConnectorId::new(4).unwrap(), settings: [].into() }).colour("red"));
}

// field.missing
fn field_missing(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewSource { title: "t".into(), connector_id: ConnectorId::new(4).unwrap() }));
}

// field.read_only
fn field_read_only(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewSource { title: "t".into(), connector_id: ConnectorId::new(4).unwrap(), settings: [].into() }).date_create("2025-03-24".parse().unwrap()));
}

// field.type
fn field_type(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewSource { title: 5, connector_id: ConnectorId::new(4).unwrap(), settings: [].into() }));
}

// Self.title.missing
fn own_title_missing(client: &Client<OAuth>) {
    let _ = client.call(Add::new(NewSource { connector_id: ConnectorId::new(4).unwrap(), settings: [].into() }));
}

fn main() {}
