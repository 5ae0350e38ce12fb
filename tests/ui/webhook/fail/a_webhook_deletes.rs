use bitrix_api::biconnector::connector::{ConnectorId, Delete};
use bitrix_api::Client;
use bitrix_api::client::Webhook;

async fn send(client: &Client<Webhook>, id: ConnectorId) {
    let _ = client.call(Delete::new(id)).await;
}

fn main() {}
