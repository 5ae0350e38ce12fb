#[bitrix_api::methods(path = "specs/an_error_has_a_rule_that_nothing_breaks.toml")]
pub mod acme {}

fn main() {}
