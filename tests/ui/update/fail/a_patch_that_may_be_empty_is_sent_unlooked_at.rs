use bitrix_api::biconnector::connector::{ConnectorId, ConnectorPatch, Update};
use bitrix_api::Client;

async fn update(client: &Client, id: ConnectorId, patch: ConnectorPatch) {
    let _ = client.call(Update::from_patch(id, patch)).await;
}

fn main() {}
