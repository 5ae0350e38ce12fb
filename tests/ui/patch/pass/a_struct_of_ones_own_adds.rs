use bitrix_api::biconnector::connector::{Add, NewConnector, Setting};
use bitrix_api::Patch;

type Settings = Vec<Setting>;

#[derive(Clone, Copy)]
enum Place {
    First,
}

impl From<Place> for i64 {
    fn from(_: Place) -> Self {
        1
    }
}

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Fresh<'a> {
    title: String,
    logo: &'a str,
    url_check: &'a str,
    url_data: &'a str,
    url_table_list: &'a str,
    #[bitrix(rename = "urlTableDescription")]
    columns: &'a str,
    settings: Settings,
    description: Option<&'a str>,
    #[bitrix(via = "i64")]
    sort: Place,
    support_mapping: Option<bool>,
}

fn main() {
    let fresh = Fresh {
        title: "a".to_owned(),
        logo: "b",
        url_check: "c",
        url_data: "d",
        url_table_list: "e",
        columns: "f",
        settings: Vec::new(),
        description: Some("g"),
        sort: Place::First,
        support_mapping: None,
    };
    let new = NewConnector {
        title: "a".to_owned(),
        logo: "b".to_owned(),
        url_check: "c".to_owned(),
        url_data: "d".to_owned(),
        url_table_list: "e".to_owned(),
        url_table_description: "f".to_owned(),
        settings: Vec::new(),
    };
    assert_eq!(Add::from(fresh), Add::new(new).description("g").sort(1));
}
