use bitrix_api::biconnector::connector::{ConnectorId, ConnectorPatch, Setting, SettingType, Update};
use bitrix_api::request::NothingToChange;

fn update(id: ConnectorId, given: &[(&str, &str)]) -> Result<Update, NothingToChange> {
    let mut patch = ConnectorPatch::default();
    for (key, value) in given {
        if *key == "title" {
            patch.title = Some((*value).to_owned());
        } else {
            let setting = Setting { code: (*key).into(), name: (*value).into(), r#type: SettingType::String };
            patch.settings.get_or_insert_default().push(setting);
        }
    }
    Update::from_patch(id, patch)
}

fn main() {
    let id = ConnectorId::new(4).unwrap();
    assert_eq!(update(id, &[]), Err(NothingToChange));
    assert_eq!(update(id, &[("title", "Sales")]), Ok(Update::new(id).title("Sales")));
    // What a patch began, setters can go on with.
    assert!(update(id, &[("user", "User")]).is_ok_and(|update| update.sort(1) != Update::new(id).sort(1)));
}
