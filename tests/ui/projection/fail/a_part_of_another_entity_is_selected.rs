use bitrix_api::Projection;
use bitrix_api::biconnector::connector::List;

#[bitrix_api::methods(path = "../../families/acme.toml")]
pub mod acme {}

#[derive(Projection)]
#[bitrix(path = "../../families/acme.toml", module = crate::acme)]
struct Subject {
    subject: String,
}

fn list() {
    let _ = List::new().select::<Subject>();
}

fn main() {}
