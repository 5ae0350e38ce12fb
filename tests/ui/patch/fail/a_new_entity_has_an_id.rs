use bitrix_api::biconnector::connector::{ConnectorId, Setting};
use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Change {
    id: ConnectorId,
    title: String,
    logo: String,
    url_check: String,
    url_data: String,
    url_table_list: String,
    url_table_description: String,
    settings: Vec<Setting>,
}

fn main() {}
