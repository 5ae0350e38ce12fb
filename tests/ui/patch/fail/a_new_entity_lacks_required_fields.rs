use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Change {
    title: String,
    logo: String,
}

fn main() {}
