use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.conector")]
struct Summary {
    title: String,
}

fn main() {}
