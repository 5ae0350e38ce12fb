#[bitrix_api::methods("biconnector.connector", endpoints, endpoints)]
pub mod endpoints {}

#[bitrix_api::methods("biconnector.connector", crate = ::bitrix_api, crate = ::other)]
pub mod crates {}

#[bitrix_api::methods(path = "specs/acme.toml", path = "specs/other.toml")]
pub mod paths {}

fn main() {}
