use bitrix_api::biconnector::connector::{ConnectorId, Get};

fn get(number: i64) {
    let _ = Get::new(ConnectorId::new(number));
}

fn main() {}
