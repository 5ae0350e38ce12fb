#[bitrix_api::methods(path = "/specs/acme.toml")]
pub mod acme {}

fn main() {}
