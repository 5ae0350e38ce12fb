use bitrix_api::biconnector::connector::{ConnectorId, Get};

#[derive(serde::Deserialize)]
struct Summary {
    title: String,
}

fn get(id: ConnectorId) {
    let _ = Get::new(id).select::<Summary>();
}

fn main() {}
