#[bitrix_api::methods("biconnector.source", endpoints)]
pub mod source {}

fn main() {}
