use bitrix_api::biconnector::connector::{Add, NewConnector};

fn add(new: NewConnector) {
    let _ = Add::new(new).support_mapping("N");
}

fn main() {}
