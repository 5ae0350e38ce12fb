use bitrix_api::biconnector::connector::Add;

fn add() {
    let _ = Add::new("Sales", "https://example.com/logo.png", "https://example.com/check");
}

fn main() {}
