use bitrix_api::ConnectionSettings;

#[derive(ConnectionSettings)]
struct Login {
    login: String,
    is_open: bool,
}

fn main() {}
