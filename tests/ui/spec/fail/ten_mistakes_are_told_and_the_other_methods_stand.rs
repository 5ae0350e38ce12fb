#[bitrix_api::methods(path = "specs/ten_mistakes_are_told_and_the_other_methods_stand.toml")]
pub mod acme {}

fn get(id: acme::TicketId) {
    let _ = acme::Get::new(id);
}

fn add() {
    let _ = acme::Add::new().subject("Printer on fire");
}

fn main() {}
