use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector", path = "../../families/acme.toml")]
struct Both {
    title: String,
}

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
#[bitrix(module = crate::one, module = crate::other)]
struct Modules {
    title: String,
}

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Names {
    #[bitrix(rename = "title", rename = "logo")]
    name: String,
}

fn main() {}
