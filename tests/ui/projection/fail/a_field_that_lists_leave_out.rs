use bitrix_api::Projection;

#[bitrix_api::methods(path = "../../specs/acme.toml")]
pub mod acme {}

#[derive(Projection)]
#[bitrix(path = "../../specs/acme.toml", module = crate::acme)]
struct Summary {
    subject: String,
    body: String,
}

fn main() {}
