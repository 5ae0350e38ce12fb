#[bitrix_api::methods(file = "specs/acme.toml")]
pub mod acme {}

fn main() {}
