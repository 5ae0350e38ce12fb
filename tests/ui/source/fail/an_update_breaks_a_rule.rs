//! Every rule of `biconnector.source.update` that types keep, each broken once.

use bitrix_api::biconnector::source::{ConnectorId, SourceId, SourcePatch, Update};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(Update::new(SourceId::new(3).unwrap(), "t"));
}

// id.missing
fn id_missing(client: &Client<OAuth>) {
    let _ = client.call(Update::new("t"));
}

// id.invalid
fn id_invalid(client: &Client<OAuth>) {
    let _ = client.call(Update::new(3, "t"));
}

// fields.empty
fn fields_empty(client: &Client<OAuth>) {
    let _ = client.call(Update::new(SourceId::new(3).unwrap()));
}

// fields.unknown
fn fields_unknown(client: &Client<OAuth>) {
    let _ = client.call(Update::new(SourceId::new(3).unwrap(), "t").colour("red"));
}

// field.read_only
fn field_read_only(client: &Client<OAuth>) {
    let _ = client.call(Update::new(SourceId::new(3).unwrap(), "t").code("rest_1"));
}

// field.immutable
fn field_immutable(client: &Client<OAuth>) {
    let _ = client.call(Update::new(SourceId::new(3).unwrap(), "t").connector_id(ConnectorId::new(4).unwrap()));
}

// field.type
fn field_type(client: &Client<OAuth>) {
    let _ = client.call(Update::new(SourceId::new(3).unwrap(), 5));
}

// Self.title.missing
fn own_title_missing(client: &Client<OAuth>) {
    let _ = client.call(Update::from_patch(SourceId::new(3).unwrap(), SourcePatch { description: None, settings: None }));
}

fn main() {}
