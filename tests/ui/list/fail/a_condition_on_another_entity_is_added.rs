use bitrix_api::biconnector::connector::{Connector, List};
use bitrix_api::biconnector::source::Source;

fn main() {
    let _ = List::new().filter(Connector::TITLE.equals("Sales").and(Source::TITLE.equals("Sales")));
}
