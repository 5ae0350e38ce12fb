use bitrix_api::biconnector::connector::{ConnectorId, Setting, SettingType, Update};

fn update(id: ConnectorId) {
    let _ = Update::new(id).settings(Setting { code: "user".into(), name: "User".into(), r#type: SettingType::String });
}

fn main() {}
