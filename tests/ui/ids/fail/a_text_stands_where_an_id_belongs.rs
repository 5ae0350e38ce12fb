use bitrix_api::biconnector::connector::Delete;

fn delete() {
    let _ = Delete::new("4");
}

fn main() {}
