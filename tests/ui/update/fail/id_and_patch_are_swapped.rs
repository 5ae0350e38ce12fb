use bitrix_api::biconnector::connector::{ConnectorId, ConnectorPatch, Update};

fn update(id: ConnectorId, patch: ConnectorPatch) {
    let _ = Update::from_patch(patch, id);
}

fn main() {}
