use bitrix_api::biconnector::connector::{Setting, SettingType};

fn setting() -> Setting {
    Setting { code: "port".to_owned(), name: "Port".to_owned(), r#type: SettingType::Number }
}

fn main() {}
