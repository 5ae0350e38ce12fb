use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    #[bitrix(via = "i64")]
    title: i32,
}

fn main() {}
