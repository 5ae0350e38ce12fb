use bitrix_api::biconnector::connector::{ConnectorId, Get};
use bitrix_api::Client;
use bitrix_api::client::Webhook;

async fn send(client: &Client<Webhook>, id: ConnectorId) {
    let _ = client.call(Get::new(id)).await;
}

fn main() {}
