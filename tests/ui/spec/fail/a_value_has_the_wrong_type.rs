#[bitrix_api::methods(path = "specs/a_value_has_the_wrong_type.toml")]
pub mod acme {}

fn main() {}
