use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", select = true)]
struct Change {
    title: String,
}

fn main() {}
