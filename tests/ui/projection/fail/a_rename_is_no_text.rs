use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    #[bitrix(rename = title)]
    name: String,
}

fn main() {}
