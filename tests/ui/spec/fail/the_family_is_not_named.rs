#[bitrix_api::methods(path = "specs/the_family_is_not_named.toml")]
pub mod acme {}

fn main() {}
