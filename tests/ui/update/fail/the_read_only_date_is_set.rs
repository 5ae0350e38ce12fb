use bitrix_api::biconnector::connector::{ConnectorId, Update};

fn update(id: ConnectorId) {
    let _ = Update::new(id).date_create("2026-01-01T00:00:00+00:00");
}

fn main() {}
