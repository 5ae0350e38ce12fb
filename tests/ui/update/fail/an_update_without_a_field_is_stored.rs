use bitrix_api::biconnector::connector::{ConnectorId, Update};

struct Job {
    update: Update,
}

fn job(id: ConnectorId) -> Job {
    Job { update: Update::new(id) }
}

fn main() {}
