use bitrix_api::Request;
use bitrix_api::biconnector::connector::{ConnectorId, Update};

fn request(id: ConnectorId) -> impl Request {
    Update::new(id)
}

fn main() {}
