#[bitrix_api::methods(path = "specs/a_key_is_mistyped.toml")]
pub mod acme {}

fn main() {}
