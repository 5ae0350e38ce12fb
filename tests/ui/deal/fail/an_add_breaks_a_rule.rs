//! Every rule of `crm.deal.add` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::crm::deal::{Add};
use bitrix_api::client::OAuth;
use bitrix_api::Client;

// fields.empty
fn fields_empty(client: &Client<OAuth>) {
    let _ = client.call(Add { fields: () });
}

// params.empty
fn params_empty(client: &Client<OAuth>) {
    let _ = client.call(Add::new().params(1));
}

fn main() {}
