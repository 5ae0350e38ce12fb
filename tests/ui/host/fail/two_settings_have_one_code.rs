use bitrix_api::ConnectionSettings;

#[derive(ConnectionSettings)]
struct Login {
    login: String,
    #[bitrix(code = "login")]
    user: String,
}

fn main() {}
