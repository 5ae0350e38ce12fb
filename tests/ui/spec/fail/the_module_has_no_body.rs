#[bitrix_api::methods("biconnector.connector")]
pub mod connector;

fn main() {}
