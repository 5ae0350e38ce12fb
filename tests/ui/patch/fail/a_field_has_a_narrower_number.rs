use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    sort: i32,
}

fn main() {}
