#[bitrix_api::methods(path = "specs/a_file_that_is_extended_is_missing.toml")]
pub mod acme {}

fn main() {}
