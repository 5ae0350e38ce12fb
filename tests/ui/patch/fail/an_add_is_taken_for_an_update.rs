use bitrix_api::Patch;
use bitrix_api::biconnector::connector::{ConnectorId, Setting, Update};

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Fresh {
    title: String,
    logo: String,
    url_check: String,
    url_data: String,
    url_table_list: String,
    url_table_description: String,
    settings: Vec<Setting>,
}

fn update(id: ConnectorId, fresh: Fresh) {
    let _ = Update::from_patch(id, fresh);
}

fn main() {}
