use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    #[bitrix(name = "title")]
    name: String,
}

fn main() {}
