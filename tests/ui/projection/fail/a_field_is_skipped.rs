use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    title: String,
    #[bitrix(skip)]
    read: bool,
}

fn main() {}
