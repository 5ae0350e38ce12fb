use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    title: Title,
}

struct Title(String);

fn main() {}
