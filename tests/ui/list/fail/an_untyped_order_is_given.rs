use bitrix_api::biconnector::connector::List;

fn main() {
    let _ = List::new().order("title upwards");
}
