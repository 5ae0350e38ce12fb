//! Every rule of `biconnector.table.list` that types keep, each broken once.

use bitrix_api::biconnector::table::{List};
use bitrix_api::client::{OAuth, Webhook};
use bitrix_api::Client;

// access
fn access(client: &Client<Webhook>) {
    let _ = client.call(List::new());
}

// select.type
fn select_type(client: &Client<OAuth>) {
    let _ = client.call(List::new().select("id"));
}

// select.unknown
fn select_unknown(client: &Client<OAuth>) {
    let _ = client.call(List::new().select::<(u8,)>());
}

// filter.type
fn filter_type(client: &Client<OAuth>) {
    let _ = client.call(List::new().filter("id"));
}

// filter.logic
fn filter_logic(client: &Client<OAuth>) {
    let _ = client.call(List::new().filter(("logic", "XOR")));
}

// filter.unknown
fn filter_unknown(client: &Client<OAuth>) {
    let _ = client.call(List::new().filter(("colour", "red")));
}

// filter.storage
fn filter_storage(client: &Client<OAuth>) {
    let _ = client.call(List::new().filter((">>id", 1)));
}

// order.type
fn order_type(client: &Client<OAuth>) {
    let _ = client.call(List::new().order("id"));
}

// order.unknown
fn order_unknown(client: &Client<OAuth>) {
    let _ = client.call(List::new().order(("colour", "ASC")));
}

// order.direction
fn order_direction(client: &Client<OAuth>) {
    let _ = client.call(List::new().order(("id", "UP")));
}

fn main() {}
