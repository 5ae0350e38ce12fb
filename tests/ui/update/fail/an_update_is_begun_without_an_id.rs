use bitrix_api::biconnector::connector::Update;

fn update() {
    let _ = Update::new().title("Sales");
}

fn main() {}
