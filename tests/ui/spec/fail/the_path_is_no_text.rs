#[bitrix_api::methods(path = specs)]
pub mod acme {}

fn main() {}
