use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector")]
struct Summary {
    title: String,
}

fn main() {}
