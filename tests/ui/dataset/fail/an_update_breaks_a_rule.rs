//! Every rule of `biconnector.dataset.update` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::biconnector::dataset::{TableId, Update};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(Update::new(TableId::new(3).unwrap()).description("d"));
}

// id.missing
fn id_missing(client: &Client<OAuth>) {
    let _ = client.call(Update::new().description("d"));
}

// id.invalid
fn id_invalid(client: &Client<OAuth>) {
    let _ = client.call(Update::new(3).description("d"));
}

// fields.empty
fn fields_empty(client: &Client<OAuth>) {
    let _ = client.call(Update::new(TableId::new(3).unwrap()));
}

// fields.unknown
fn fields_unknown(client: &Client<OAuth>) {
    let _ = client.call(Update::new(TableId::new(3).unwrap()).colour("red"));
}

// field.read_only
fn field_read_only(client: &Client<OAuth>) {
    let _ = client.call(Update::new(TableId::new(3).unwrap()).external_id(5));
}

// field.immutable
fn field_immutable(client: &Client<OAuth>) {
    let _ = client.call(Update::new(TableId::new(3).unwrap()).name("t"));
}

// field.type
fn field_type(client: &Client<OAuth>) {
    let _ = client.call(Update::new(TableId::new(3).unwrap()).description(5));
}

// Self.fields.elsewhere
fn own_fields_elsewhere(client: &Client<OAuth>) {
    let _ = client.call(Update::new(TableId::new(3).unwrap()).fields(vec![]));
}

fn main() {}
