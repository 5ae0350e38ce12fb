#[bitrix_api::methods(path = "specs/the_version_is_newer.toml")]
pub mod acme {}

fn main() {}
