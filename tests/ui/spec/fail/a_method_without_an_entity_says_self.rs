#[bitrix_api::methods(path = "specs/a_method_without_an_entity_says_self.toml")]
pub mod acme {}

fn main() {}
