use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "updat")]
struct Change {
    title: String,
}

fn main() {}
