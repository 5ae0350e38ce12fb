use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
enum Summary {
    Title(String),
}

fn main() {}
