use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    #[allow(non_snake_case)]
    urlCheck: String,
}

fn main() {}
