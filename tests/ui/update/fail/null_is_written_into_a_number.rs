use bitrix_api::biconnector::connector::{ConnectorId, Update};

fn update(id: ConnectorId) {
    let _ = Update::new(id).sort(None);
}

fn main() {}
