use bitrix_api::biconnector::connector::{Connector, List};

fn main() {
    let _ = List::new().filter(Connector::TITLE.lacks("test"));
}
