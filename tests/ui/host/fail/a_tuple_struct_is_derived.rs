use bitrix_api::ConnectionSettings;

#[derive(ConnectionSettings)]
struct Login(String);

fn main() {}
