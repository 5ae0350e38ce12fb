#[bitrix_api::methods("biconnector.connector", crate = "bitrix")]
pub mod acme {}

fn main() {}
