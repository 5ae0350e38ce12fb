use bitrix_api::biconnector::connector::Add;

fn add() {
    let _ = Add::new();
}

fn main() {}
