use bitrix_api::biconnector::connector::Update;

fn main() {
    let _ = Update::new(4).title("Sales");
}
