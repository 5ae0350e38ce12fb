//! Every rule of `crm.deal.get` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::crm::deal::{Get};
use bitrix_api::client::OAuth;
use bitrix_api::Client;

// id.missing
fn id_missing(client: &Client<OAuth>) {
    let _ = client.call(Get::new());
}

// id.invalid
fn id_invalid(client: &Client<OAuth>) {
    let _ = client.call(Get::new("3"));
}

fn main() {}
