use bitrix_api::biconnector::source::{List, Source};

fn main() {
    let _ = List::new().order(Source::SETTINGS.ascending());
}
