use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    #[bitrix(via = "String or so")]
    title: String,
}

fn main() {}
