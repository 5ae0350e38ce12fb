use bitrix_api::ConnectionSettings;

#[derive(ConnectionSettings)]
#[bitrix(entity = "biconnector.connector")]
struct Login {
    login: String,
}

#[derive(ConnectionSettings)]
struct Other {
    #[bitrix(label = "Login")]
    login: String,
}

fn main() {}
