#[bitrix_api::methods(path = "specs/the_only_field_of_a_record_is_mistyped.toml")]
pub mod acme {}

fn main() {}
