use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    id: i64,
    title: String,
}

fn main() {}
