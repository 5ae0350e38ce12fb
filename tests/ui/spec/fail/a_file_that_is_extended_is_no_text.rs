#[bitrix_api::methods(path = "../../families/builds_on_no_text.toml")]
pub mod acme {}

fn main() {}
