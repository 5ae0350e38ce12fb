//! Every rule of `biconnector.source.get` that types keep, each broken once.

use bitrix_api::biconnector::source::{Get, SourceId};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(Get::new(SourceId::new(3).unwrap()));
}

// id.missing
fn id_missing(client: &Client<OAuth>) {
    let _ = client.call(Get::new());
}

// id.invalid
fn id_invalid(client: &Client<OAuth>) {
    let _ = client.call(Get::new("3"));
}

fn main() {}
