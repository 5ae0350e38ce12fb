use bitrix_api::biconnector::connector::{ConnectorId, Update};
use bitrix_api::Client;

async fn touch(client: &Client, id: ConnectorId) {
    let update = Update::new(id);
    let _ = client.call(&update).await;
}

fn main() {}
