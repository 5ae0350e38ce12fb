use bitrix_api::biconnector::connector::ConnectorId;

#[bitrix_api::methods(path = "../../families/acme.toml")]
pub mod acme {}

fn same(connector: ConnectorId, ticket: acme::TicketId) -> bool {
    connector == ticket
}

fn main() {}
