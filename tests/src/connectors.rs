//! Connectors to be added, in which nothing is missing.

use bitrix_api::biconnector::connector::{NewConnector, Setting, SettingType};

/// One that can be told by its title.
#[must_use]
pub fn named(title: &str) -> NewConnector {
    NewConnector { title: title.to_owned(), ..at("https://example.com") }
}

/// One whose endpoints are below an address, where a host has them.
#[must_use]
pub fn at(base: &str) -> NewConnector {
    NewConnector {
        title: "Sales".to_owned(),
        logo: "data:,".to_owned(),
        url_check: format!("{base}/urlCheck"),
        url_data: format!("{base}/urlData"),
        url_table_list: format!("{base}/urlTableList"),
        url_table_description: format!("{base}/urlTableDescription"),
        settings: vec![Setting {
            code: "login".to_owned(),
            name: "Login".to_owned(),
            r#type: SettingType::String,
        }],
    }
}
