use bitrix_api::biconnector::connector::{ConnectorId, Update};
use bitrix_api::Client;

async fn touch(client: &Client, id: ConnectorId) {
    let _ = client.call(Update::new(id)).await;
}

fn main() {}
