use bitrix_api::biconnector::connector::{Add, NewConnector};

fn add(new: NewConnector) {
    let _ = Add::new(new).description(None::<String>);
}

fn main() {}
