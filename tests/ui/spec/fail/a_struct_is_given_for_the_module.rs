#[bitrix_api::methods("biconnector.connector")]
pub struct Connector {}

fn main() {}
