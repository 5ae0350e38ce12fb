#[bitrix_api::methods(path = "specs/a_method_has_no_kind.toml")]
pub mod acme {}

fn main() {}
