use bitrix_api::biconnector::connector::{ConnectorId, Update};
use bitrix_api::Client;
use bitrix_api::client::Webhook;

async fn send(client: &Client<Webhook>, id: ConnectorId) {
    let _ = client.call(Update::new(id).title("Sales")).await;
}

fn main() {}
