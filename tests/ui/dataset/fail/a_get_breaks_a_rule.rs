//! Every rule of `biconnector.dataset.get` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::biconnector::dataset::{Get, TableId};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(Get::new(TableId::new(3).unwrap()));
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
