use bitrix_api::ConnectionSettings;

#[derive(ConnectionSettings)]
struct Login {
    #[bitrix(code = "user", code = "login")]
    user: String,
}

fn main() {}
