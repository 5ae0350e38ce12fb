#[bitrix_api::methods("biconnector.connector")]
pub fn connector() {}

fn main() {}
