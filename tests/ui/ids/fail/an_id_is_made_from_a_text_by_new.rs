use bitrix_api::biconnector::connector::ConnectorId;

fn id() {
    let _ = ConnectorId::new("4");
}

fn main() {}
