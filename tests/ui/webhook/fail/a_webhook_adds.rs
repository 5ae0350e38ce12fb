use bitrix_api::biconnector::connector::{Add, NewConnector};
use bitrix_api::Client;
use bitrix_api::client::Webhook;

async fn send(client: &Client<Webhook>, new: NewConnector) {
    let _ = client.call(Add::new(new)).await;
}

fn main() {}
