use bitrix_api::biconnector::connector::{ConnectorId, Update};

fn update(id: ConnectorId, title: Option<&str>) {
    let mut update = Update::new(id);
    if let Some(title) = title {
        update = update.title(title);
    }
}

fn main() {}
