//! Every rule of `crm.deal.update` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::crm::deal::{DealId, Update};
use bitrix_api::client::OAuth;
use bitrix_api::Client;

// id.missing
fn id_missing(client: &Client<OAuth>) {
    let _ = client.call(Update::new().title("t"));
}

// id.invalid
fn id_invalid(client: &Client<OAuth>) {
    let _ = client.call(Update::new(3).title("t"));
}

// fields.empty
fn fields_empty(client: &Client<OAuth>) {
    let _ = client.call(Update::new(DealId::new(3).unwrap()));
}

// params.empty
fn params_empty(client: &Client<OAuth>) {
    let _ = client.call(Update::new(DealId::new(3).unwrap()).title("t").params(1));
}

fn main() {}
