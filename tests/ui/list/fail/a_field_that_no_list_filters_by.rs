use bitrix_api::biconnector::source::{List, Source};

fn main() {
    let _ = List::new().filter(Source::SETTINGS.equals([]));
}
