use bitrix_api::biconnector::connector::ConnectorPatch;

fn patch() {
    let _ = ConnectorPatch { date_create: None, ..ConnectorPatch::default() };
}

fn main() {}
