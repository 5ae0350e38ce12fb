use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    #[bitrix(alias = "title")]
    name: String,
}

fn main() {}
