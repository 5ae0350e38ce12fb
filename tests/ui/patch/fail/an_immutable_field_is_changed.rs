use bitrix_api::Patch;

#[bitrix_api::methods(path = "../../families/acme.toml")]
pub mod acme {}

#[derive(Patch)]
#[bitrix(path = "../../families/acme.toml", module = crate::acme)]
struct Change {
    customer_id: i64,
}

fn main() {}
