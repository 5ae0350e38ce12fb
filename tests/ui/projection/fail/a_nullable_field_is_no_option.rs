use bitrix_api::DateTime;
use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    title: String,
    date_create: DateTime,
}

fn main() {}
