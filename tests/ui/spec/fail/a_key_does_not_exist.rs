#[bitrix_api::methods(path = "specs/a_key_does_not_exist.toml")]
pub mod acme {}

fn main() {}
