use bitrix_api::Patch;
use bitrix_api::biconnector::connector::{ConnectorId, ConnectorPatch, Update};
use bitrix_api::codec::to_json;

type Number = i64;

struct Title(&'static str);

impl From<Title> for String {
    fn from(title: Title) -> Self {
        title.0.to_owned()
    }
}

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "update")]
struct Change<'a, T>
where
    String: From<T>,
{
    #[bitrix(via = "String")]
    title: T,
    description: &'a str,
    logo: Option<&'a str>,
    #[bitrix(rename = "urlCheck")]
    check: Option<String>,
    sort: Number,
    support_mapping: Option<bool>,
}

fn main() {
    let change = Change {
        title: Title("t"),
        description: "d",
        logo: Some("l"),
        check: None,
        sort: 3,
        support_mapping: Some(true),
    };
    let patch: ConnectorPatch = change.into();
    let update = Update::from_patch(ConnectorId::new(4).unwrap(), patch).unwrap();
    let json = r#"{"id":4,"fields":{"title":"t","logo":"l","description":"d","sort":3,"supportMapping":true}}"#;
    assert_eq!(String::from_utf8(to_json(&update)).unwrap(), json);
}
