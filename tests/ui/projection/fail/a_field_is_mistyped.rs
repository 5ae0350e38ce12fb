use bitrix_api::biconnector::connector::ConnectorId;
use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    id: ConnectorId,
    titel: String,
}

fn main() {}
