use bitrix_api::Projection;

#[bitrix_api::methods(path = "../../families/acme.toml")]
pub mod acme {}

#[derive(Projection)]
#[bitrix(path = "../../families/acme.toml", module = crate::acme)]
struct Summary {
    subject: String,
    body: String,
}

fn main() {}
