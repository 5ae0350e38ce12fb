use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "delete")]
struct Change {
    title: String,
}

fn main() {}
