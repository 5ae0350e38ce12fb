use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    #[bitrix(via = "String")]
    title: Title,
}

struct Title(String);

fn main() {}
