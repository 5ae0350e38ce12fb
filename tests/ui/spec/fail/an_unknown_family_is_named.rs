#[bitrix_api::methods("biconnector.conector")]
pub mod acme {}

fn main() {}
