use bitrix_api::Patch;

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Change {
    #[bitrix(via = "String")]
    title: Title,
}

struct Title(String);

fn main() {}
