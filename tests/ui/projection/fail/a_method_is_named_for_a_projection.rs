use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Summary {
    title: String,
}

fn main() {}
