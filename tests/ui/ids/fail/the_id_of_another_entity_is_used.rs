use bitrix_api::biconnector::connector::Get;

#[bitrix_api::methods(path = "../../families/acme.toml")]
pub mod acme {}

fn get(ticket: acme::TicketId) {
    let _ = Get::new(ticket);
}

fn main() {}
