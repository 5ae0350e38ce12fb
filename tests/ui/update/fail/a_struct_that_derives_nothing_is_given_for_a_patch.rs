use bitrix_api::biconnector::connector::{ConnectorId, Update};

struct Rename {
    title: String,
}

fn update(id: ConnectorId, rename: Rename) {
    let _ = Update::from_patch(id, rename);
}

fn main() {}
