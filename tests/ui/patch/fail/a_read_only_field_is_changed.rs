use bitrix_api::DateTime;
use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    date_create: Option<DateTime>,
}

fn main() {}
