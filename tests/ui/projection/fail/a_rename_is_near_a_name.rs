use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    #[bitrix(rename = "url_check")]
    endpoint: String,
}

fn main() {}
