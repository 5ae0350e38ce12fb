use bitrix_api::biconnector::connector::{ConnectorId, Delete};

fn main() {
    let client = bitrix_api::Client::oauth("https://example.bitrix24.com/rest/", "token").unwrap();
    let mut batch = client.batch();
    let deleted = batch.add(Delete::new(ConnectorId::new(4).unwrap())).unwrap();
    let _ = deleted.id();
}
