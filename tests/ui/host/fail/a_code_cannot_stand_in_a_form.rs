use bitrix_api::ConnectionSettings;

#[derive(ConnectionSettings)]
struct Login {
    #[bitrix(code = "login[0]")]
    login: String,
    #[bitrix(code = "")]
    password: String,
}

fn main() {}
