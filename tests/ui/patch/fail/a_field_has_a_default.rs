use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    title: String,
    #[bitrix(default)]
    sort: i64,
}

fn main() {}
