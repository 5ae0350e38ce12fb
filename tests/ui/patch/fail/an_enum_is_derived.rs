use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
enum Change {
    Title(String),
}

fn main() {}
