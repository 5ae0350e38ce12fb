//! A consumer's own structs against the portal: what comes back, and what is sent for it.

use bitrix_api::biconnector::connector::{Add, ConnectorId, Get, List, Setting, SettingType, Update};
use bitrix_api::portal::Portal;
use bitrix_api::{Client, DateTime, Patch, Projection};
use bitrix_tests::raw_server::{RawServer, Reply};
use serde_json::{Value, json};

#[derive(Projection, Debug, PartialEq)]
#[bitrix(entity = "biconnector.connector")]
struct Summary {
    id: ConnectorId,
    title: String,
    #[bitrix(rename = "dateCreate")]
    created: Option<DateTime>,
    support_mapping: Option<bool>,
}

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector", method = "add")]
struct Registration<'a> {
    title: &'a str,
    logo: String,
    url_check: &'a str,
    url_data: &'a str,
    url_table_list: &'a str,
    url_table_description: &'a str,
    settings: Vec<Setting>,
    description: Option<&'a str>,
    sort: i64,
}

#[derive(Patch)]
#[bitrix(entity = "biconnector.connector")]
struct Rename {
    title: Option<String>,
    sort: Option<i64>,
}

fn registration(title: &str) -> Registration<'_> {
    Registration {
        title,
        logo: "l".into(),
        url_check: "c",
        url_data: "d",
        url_table_list: "t",
        url_table_description: "e",
        settings: vec![Setting { code: "login".into(), name: "Login".into(), r#type: SettingType::Int }],
        description: None,
        sort: 7,
    }
}

#[tokio::test]
async fn own_structs_add_change_and_read_a_connector() {
    let portal = Portal::start().await.expect("a port is free");
    let client = Client::oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint");
    let id = client.call(Add::from(registration("Sales"))).await.expect("added");
    let whole = client.call(Get::new(id)).await.expect("it is there");
    assert_eq!((whole.title.as_str(), whole.sort, whole.description.as_str()), ("Sales", 7, ""));
    assert_eq!(whole.settings, registration("").settings);

    let rename = Rename { title: Some("Orders".into()), sort: None };
    client.call(Update::from_patch(id, rename).expect("a title is set")).await.expect("changed");
    let nothing = Update::from_patch(id, Rename { title: None, sort: None });
    assert!(nothing.is_err());

    let part = client.call(Get::new(id).select::<Summary>()).await.expect("it is there");
    assert_eq!((part.id, part.title.as_str(), part.support_mapping), (id, "Orders", Some(false)));
    assert!(part.created.is_some());
    let list = client.call(List::new().page(1).select::<Summary>()).await.expect("a list");
    assert_eq!(list, [part]);
}

#[tokio::test]
async fn a_list_asks_for_the_struct_s_fields_and_no_others() {
    let server = RawServer::start(Reply::json(200, r#"{"result":[]}"#)).await.expect("a port is free");
    let client = Client::oauth(&server.base, "the-token").expect("an endpoint");
    client.call(List::new().page(3).select::<Summary>()).await.expect("an empty list");
    let body: Value = serde_json::from_slice(&server.received()[0].body).expect("JSON");
    let select = json!(["id", "title", "dateCreate", "supportMapping"]);
    assert_eq!(body, json!({ "page": 3, "select": select, "auth": "the-token" }));
}
