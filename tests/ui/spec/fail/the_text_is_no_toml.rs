#[bitrix_api::methods(path = "specs/the_text_is_no_toml.toml")]
pub mod acme {}

fn main() {}
