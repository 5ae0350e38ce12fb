use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    title: String,
    support_mapping: bool,
}

fn main() {}
