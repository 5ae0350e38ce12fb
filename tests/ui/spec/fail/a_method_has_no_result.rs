#[bitrix_api::methods(path = "specs/a_method_has_no_result.toml")]
pub mod acme {}

fn main() {}
