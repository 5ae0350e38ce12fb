use bitrix_api::biconnector::connector::{ConnectorId, Update};

fn update(id: ConnectorId) {
    let _ = Update::new(id).support_mapping(Some(true));
}

fn main() {}
