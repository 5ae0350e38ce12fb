use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    title: String,
    #[bitrix(rename = "title")]
    name: String,
}

fn main() {}
