use bitrix_api::biconnector::connector::ConnectorPatch;
use bitrix_api::Client;

async fn update(client: &Client, patch: ConnectorPatch) {
    let _ = client.call(patch).await;
}

fn main() {}
