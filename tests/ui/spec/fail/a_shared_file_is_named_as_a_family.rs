#[bitrix_api::methods("biconnector")]
pub mod acme {}

fn main() {}
