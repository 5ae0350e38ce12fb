use bitrix_api::biconnector::connector::List;
use bitrix_api::Projection;

#[derive(Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    title: String,
}

fn list() {
    let _ = List::new().select::<Summary>().page(2);
}

fn main() {}
