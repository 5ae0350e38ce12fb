#[bitrix_api::methods(path = "specs/an_example_is_not_what_the_spec_says.toml")]
pub mod acme {}

fn main() {
    let _ = acme::Update::new(acme::TicketId::new(1).unwrap()).subject("Printer on fire");
}
