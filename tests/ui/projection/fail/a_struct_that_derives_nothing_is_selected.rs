use bitrix_api::biconnector::connector::List;

struct Summary {
    title: String,
}

fn list() {
    let _ = List::new().select::<Summary>();
}

fn main() {}
