#[bitrix_api::methods]
pub mod acme {}

fn main() {}
