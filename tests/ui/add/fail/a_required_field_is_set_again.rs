use bitrix_api::biconnector::connector::{Add, NewConnector};

fn add(new: NewConnector) {
    let _ = Add::new(new).title("Sales");
}

fn main() {}
