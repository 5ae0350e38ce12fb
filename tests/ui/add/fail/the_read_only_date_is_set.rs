use bitrix_api::biconnector::connector::{Add, NewConnector};

fn add(new: NewConnector) {
    let _ = Add::new(new).date_create(None);
}

fn main() {}
