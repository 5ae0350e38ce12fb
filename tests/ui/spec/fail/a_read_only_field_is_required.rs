#[bitrix_api::methods(path = "specs/a_read_only_field_is_required.toml")]
pub mod acme {}

fn main() {}
