use bitrix_api::biconnector::connector::ConnectorId;

fn number(id: ConnectorId) -> i64 {
    id
}

fn main() {}
