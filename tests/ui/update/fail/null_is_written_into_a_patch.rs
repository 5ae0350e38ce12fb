use bitrix_api::biconnector::connector::ConnectorPatch;

fn patch() {
    let _ = ConnectorPatch { title: Some(None), ..ConnectorPatch::default() };
}

fn main() {}
