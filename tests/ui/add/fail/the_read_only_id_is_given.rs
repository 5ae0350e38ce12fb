use bitrix_api::biconnector::connector::{Add, NewConnector};

fn add() {
    let _ = Add::new(NewConnector {
        title: "Sales".to_owned(),
        logo: "https://example.com/logo.png".to_owned(),
        url_check: "https://example.com/check".to_owned(),
        url_data: "https://example.com/data".to_owned(),
        url_table_list: "https://example.com/tables".to_owned(),
        url_table_description: "https://example.com/table".to_owned(),
        id: 7,
        settings: Vec::new(),
    });
}

fn main() {}
