use bitrix_api::biconnector::connector::Delete;

fn main() {
    let _ = Delete::new(4);
}
