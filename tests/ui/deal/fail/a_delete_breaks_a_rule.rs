//! Every rule of `crm.deal.delete` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::crm::deal::{Delete};
use bitrix_api::client::OAuth;
use bitrix_api::Client;

// id.missing
fn id_missing(client: &Client<OAuth>) {
    let _ = client.call(Delete::new());
}

// id.invalid
fn id_invalid(client: &Client<OAuth>) {
    let _ = client.call(Delete::new("3"));
}

fn main() {}
