//! Every rule of `crm.deal.list` that types keep, each broken once.
#![allow(deprecated)]

use bitrix_api::crm::deal::{List};
use bitrix_api::client::OAuth;
use bitrix_api::Client;

// filter.type
fn filter_type(client: &Client<OAuth>) {
    let _ = client.call(List::new().filter("id"));
}

// order.type
fn order_type(client: &Client<OAuth>) {
    let _ = client.call(List::new().order("id"));
}

fn main() {}
