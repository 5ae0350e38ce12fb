#[bitrix_api::methods(path = "specs/an_error_is_not_in_the_table.toml")]
pub mod acme {}

fn main() {}
