use bitrix_api::biconnector::connector::List;
use bitrix_api::biconnector::source::Source;

fn main() {
    let _ = List::new().filter(Source::TITLE.equals("Sales"));
    let _ = List::new().order(Source::TITLE.ascending());
}
