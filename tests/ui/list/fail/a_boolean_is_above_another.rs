#![allow(deprecated)]

use bitrix_api::crm::deal::{Deal, List};

fn main() {
    let _ = List::new().filter(Deal::OPENED.above(false));
}
