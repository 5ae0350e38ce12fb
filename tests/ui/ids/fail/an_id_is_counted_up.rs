use bitrix_api::biconnector::connector::ConnectorId;

fn next(id: ConnectorId) -> ConnectorId {
    id + 1
}

fn main() {}
