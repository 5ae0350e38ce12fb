use bitrix_api::biconnector::connector::{Add, NewConnector};

fn add() {
    let _ = Add::new(NewConnector { title: "Sales".to_owned(), ..Default::default() });
}

fn main() {}
