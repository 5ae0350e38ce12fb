use bitrix_api::Client;
use bitrix_api::biconnector::connector::{ConnectorId, Get};
use bitrix_api::client::OAuth;

fn list(client: &Client<OAuth>, id: ConnectorId) {
    let _ = client.list(Get::new(id));
}

fn main() {}
