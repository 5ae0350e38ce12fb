#[bitrix_api::methods(path = "../../specs/builds_on_no_text.toml")]
pub mod acme {}

fn main() {}
