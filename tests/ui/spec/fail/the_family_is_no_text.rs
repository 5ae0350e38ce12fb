#[bitrix_api::methods(biconnector.connector)]
pub mod acme {}

fn main() {}
