use bitrix_api::biconnector::connector::ConnectorId;
use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    id: ConnectorId,
    title: String,
}

fn main() {}
