use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entitiy = "biconnector.connector")]
struct Summary {
    title: String,
}

fn main() {}
