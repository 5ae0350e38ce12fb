use bitrix_api::biconnector::connector::{Connector, ConnectorId, List};

fn main() {
    let _ = List::new().filter(Connector::SORT.equals("first"));
    let _ = List::new().filter(Connector::ID.equals(4));
    let _ = List::new().filter(Connector::ID.equals(None::<ConnectorId>));
}
