use bitrix_api::biconnector::connector::List;

fn main() {
    let _ = List::new().filter("title = 'Sales'");
}
