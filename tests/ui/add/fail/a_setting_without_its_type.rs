use bitrix_api::biconnector::connector::Setting;

fn setting() -> Setting {
    Setting { code: "user".to_owned(), name: "User".to_owned() }
}

fn main() {}
