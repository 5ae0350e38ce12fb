use bitrix_api::biconnector::connector::{ConnectorId, Update};

#[deny(unused_must_use)]
fn update(id: ConnectorId) {
    Update::new(id).title("Sales");
}

fn main() {}
