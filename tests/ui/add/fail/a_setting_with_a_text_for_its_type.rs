use bitrix_api::biconnector::connector::Setting;

fn setting() -> Setting {
    Setting { code: "port".to_owned(), name: "Port".to_owned(), r#type: "INT" }
}

fn main() {}
