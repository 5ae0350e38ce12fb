use bitrix_api::biconnector::connector::ConnectorId;

fn id() -> ConnectorId {
    ConnectorId { value: 0 }
}

fn main() {}
