#[bitrix_api::methods(path = "specs/nowhere.toml")]
pub mod acme {}

fn main() {}
