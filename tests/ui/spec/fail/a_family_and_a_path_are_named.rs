#[bitrix_api::methods("biconnector.connector", path = "specs/acme.toml")]
pub mod acme {}

fn main() {}
