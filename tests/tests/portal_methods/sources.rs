//! Sources: what their settings are made of, and whom the portal asks before it takes one.

use bitrix_api::portal::NoAnswer;
use bitrix_tests::http::get;
use bitrix_tests::raw_server::{RawServer, Reply};
use serde_json::{Value, json};

use crate::setting::{ask, call, portal};

const ADD: &str = "biconnector.source.add";
const UPDATE: &str = "biconnector.source.update";
const GET: &str = "biconnector.source.get";

fn login() -> Value {
    json!([{ "code": "login", "name": "Login", "type": "STRING" }])
}

fn source(settings: Value) -> Value {
    json!({ "fields": { "title": "Sales", "connectorId": 4, "settings": settings } })
}

#[tokio::test]
async fn an_address_written_over_what_a_state_said_of_it_is_called() {
    let endpoint = RawServer::start(Reply::json(200, "true")).await.expect("a port is free");
    for said in [json!(false), json!(true), Value::Null] {
        let portal = portal().await;
        let mut connector = json!({ "id": 4, "urlCheck": said });
        if said.is_null() {
            connector = json!({ "id": 4 });
        }
        portal.seed(&json!({ "connectors": [connector] })).expect("it is a state");
        let title = json!({ "id": 4, "fields": { "title": "New" } });
        assert_eq!(call(&portal, "biconnector.connector.update", title).await, true);
        let before = endpoint.received().len();
        let (_, answer) = ask(&portal, ADD, source(json!({ "login": "anna" }))).await;
        assert_eq!(answer["result"]["error"].is_object(), said == false, "{answer}");
        assert_eq!(endpoint.received().len(), before, "another field's update leaves it as it was");

        let address = format!("{}/check", endpoint.base);
        let update = json!({ "id": 4, "fields": { "urlCheck": address } });
        assert_eq!(call(&portal, "biconnector.connector.update", update).await, true);
        let (_, answer) = ask(&portal, ADD, source(json!({ "login": "anna" }))).await;
        assert!(answer["result"]["id"].is_u64(), "{answer}");
        assert_eq!(endpoint.received().len(), before + 1, "the state said {said}");
        assert_eq!(portal.state()["connectors"][0]["urlCheck"], address);
    }
}

#[tokio::test]
async fn settings_are_taken_by_their_codes_and_not_as_get_lists_them() {
    let portal = portal().await;
    portal.seed(&json!({ "connectors": [{ "id": 4, "settings": login() }] })).expect("it is a state");
    let echoed = json!([{ "id": 9_223_372_036_854_775_807_i64, "code": "login", "value": "echoed" }]);
    let settings_of =
        async |id: &Value| call(&portal, GET, json!({ "id": id })).await["item"]["settings"].clone();
    let added = call(&portal, ADD, source(echoed.clone())).await;
    assert_eq!(settings_of(&added["id"]).await, json!([]));

    let added = call(&portal, ADD, source(json!({ "login": "anna" }))).await;
    let update = json!({ "id": added["id"], "fields": { "title": "Sales", "settings": echoed } });
    assert_eq!(call(&portal, UPDATE, update).await, true);
    let kept = settings_of(&added["id"]).await;
    assert_eq!((&kept[0]["value"], &kept[0]["id"]), (&json!("anna"), &json!(1)));
}

#[tokio::test]
async fn a_state_may_have_settings_as_they_are_kept_and_as_they_are_sent() {
    let portal = portal().await;
    let state = json!({
        "connectors": [{ "id": 4, "settings": login() }],
        "sources": [
            { "id": 6, "connectorId": 4, "settings": [{ "id": 17, "code": "login", "value": "anna" }] },
            { "id": 7, "connectorId": 4, "settings": { "login": "bert" } },
        ],
    });
    portal.seed(&state).expect("it is a state");
    for (id, number, value) in [(6, 17, "anna"), (7, 18, "bert")] {
        let item = call(&portal, GET, json!({ "id": id })).await["item"].clone();
        let setting = &item["settings"][0];
        assert_eq!((&setting["id"], &setting["value"]), (&json!(number), &json!(value)));
    }
}

#[tokio::test]
async fn bi_builder_is_told_what_the_state_says_of_a_check() {
    let portal = portal().await;
    let sources = json!([{ "id": 6, "connectorId": 4 }]);
    for (state, expected) in [
        (json!({ "connectors": [{ "id": 4 }], "sources": sources }), 200),
        (json!({ "connectors": [{ "id": 4, "urlCheck": true }], "sources": sources }), 200),
        (json!({ "connectors": [{ "id": 4, "urlCheck": false }], "sources": sources }), 502),
        (json!({ "connectors": [{ "id": 4 }], "sources": sources, "urlCheck": false }), 502),
    ] {
        portal.seed(&state).expect("it is a state");
        let check = format!("{}/__portal/sources/6/check", portal.base_url());
        let (status, answer) = get(&check).await.expect("an answer");
        assert_eq!(status, expected, "{state}: {answer}");
    }
}

#[tokio::test]
async fn a_report_gets_rows_in_process_as_over_http() {
    let endpoint =
        RawServer::start(Reply::json(200, r#"[["deal_id"],[101]]"#)).await.expect("a port is free");
    let portal = portal().await;
    let state = json!({
        "connectors": [{ "id": 4, "urlData": format!("{}/data", endpoint.base) }],
        "sources": [{ "id": 6, "connectorId": 4 }],
        "tables": [{
            "id": 9, "sourceId": 6, "externalCode": "sales",
            "columns": [{ "name": "DEAL", "externalCode": "deal_id", "type": "int" }],
        }],
    });
    portal.seed(&state).expect("it is a state");
    let query = json!({ "select": ["DEAL"], "filter": { ">=DEAL": 100 }, "limit": 1 });
    let rows = json!({ "columns": ["DEAL"], "rows": [[101]] });
    assert_eq!(portal.table_data(9, &query).await, Ok(rows.clone()));
    let address =
        format!("{}/__portal/tables/9/data?select[]=DEAL&filter[%3E%3DDEAL]=100&limit=1", portal.base_url());
    let (status, answer) = get(&address).await.expect("an answer");
    assert_eq!((status, serde_json::from_str(&answer).ok()), (200, Some(rows)));
    let received = endpoint.received();
    assert_eq!(received[0].body, received[1].body);

    let error = portal.table_data(1, &json!({})).await.expect_err("there is none");
    assert!(matches!(error, NoAnswer::Nothing { kind: "table", id: 1, .. }), "{error}");
}
