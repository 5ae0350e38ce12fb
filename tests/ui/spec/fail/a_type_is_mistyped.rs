#[bitrix_api::methods(path = "specs/a_type_is_mistyped.toml")]
pub mod acme {}

fn main() {}
