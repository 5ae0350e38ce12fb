//! The CRM and the basic methods: upper-case names, identifiers and sums as texts, `Y` and `N`, fields that a portal has
//! added, answers with `next` and `total`, errors without a code.

// Deals are deprecated in favour of `crm.item.*`, and the CRM that everyone has.
#![allow(deprecated)]

use bitrix_api::Request as _;
use bitrix_api::crm::deal::{Add, AddOptions, Deal, DealId, Get, GetError, List, Update, UserId};
use bitrix_api::{CallError, Client, Date, Decimal, Projection, basic, codec};
use bitrix_tests::body::of as written;
use bitrix_tests::impatient;
use bitrix_tests::raw_server::{RawServer, Reply};
use serde_json::{Value, json};

/// An answer of `crm.deal.get`, as the documentation has it.
const DEAL: &str = include_str!("../../data/crm_deal_get.json");

async fn answered(reply: Value) -> (RawServer, Client<bitrix_api::client::OAuth>) {
    let server = RawServer::start(Reply::json(200, reply.to_string())).await.expect("a port is free");
    let client = impatient::builder().oauth(&server.base, "the-token").expect("an endpoint");
    (server, client)
}

#[test]
fn a_deal_is_written_in_the_notation_of_the_crm() {
    let add = Add::new()
        .title("New Deal #1")
        .category_id(0)
        .probability(99)
        .opportunity("1000000.00".parse::<Decimal>().expect("a decimal"))
        .is_manual_opportunity(true)
        .contact_ids([84, 83])
        .begindate("2024-03-02".parse::<Date>().expect("a date"))
        .assigned_by_id(UserId::new(1).expect("an id"))
        .uf([("UF_CRM_1725365197310".to_owned(), json!("String"))])
        .parent_id([("PARENT_ID_1032".to_owned(), 1)])
        .params(AddOptions { register_sonet_event: Some(false) });
    assert_eq!(
        written(&add),
        json!({
            "fields": {
                "TITLE": "New Deal #1",
                "CATEGORY_ID": 0,
                "PROBABILITY": 99,
                "OPPORTUNITY": "1000000.00",
                "IS_MANUAL_OPPORTUNITY": "Y",
                "CONTACT_IDS": [84, 83],
                "BEGINDATE": "2024-03-02",
                "ASSIGNED_BY_ID": 1,
                "UF_CRM_1725365197310": "String",
                "PARENT_ID_1032": 1,
            },
            "params": { "REGISTER_SONET_EVENT": "N" },
        })
    );
    assert_eq!(add.check(), Ok(()));
    let update = Update::new(DealId::new(123).expect("an id")).uf([]).opened(false);
    assert_eq!(written(&update), json!({ "id": 123, "fields": { "OPENED": "N" } }));
    assert_eq!(written(&List::new().start(50)), json!({ "start": 50 }));
}

#[tokio::test]
async fn a_deal_is_read_from_texts_and_keeps_the_fields_that_the_portal_has_added() {
    let (_server, client) = answered(serde_json::from_str(DEAL).expect("the page's answer is JSON")).await;
    let deal = client.call(Get::new(DealId::new(410).expect("an id"))).await.expect("a deal");
    assert_eq!((deal.id.get(), deal.title.as_str()), (410, "New Deal #1"));
    assert_eq!(deal.opportunity.map(|sum| sum.to_string()).as_deref(), Some("1000000.00"));
    assert_eq!((deal.is_manual_opportunity, deal.closed), (Some(true), Some(false)));
    assert_eq!(deal.begindate.map(|date| date.to_string()).as_deref(), Some("2024-08-30"));
    assert_eq!((deal.lead_id, deal.utm_campaign), (None, None));
    assert_eq!(deal.assigned_by_id.map(|id| id.get()), Some(1));
    assert_eq!(deal.uf.get("UF_CRM_1721244482250"), Some(&json!("Hello world!")));
    assert_eq!(deal.parent_id.get("PARENT_ID_1220"), Some(&Some(22)));
}

#[test]
fn what_was_read_is_written_as_it_came_fields_of_the_portal_s_included() {
    let answer: Value = serde_json::from_str(DEAL).expect("the page's answer is JSON");
    let deal: Deal = codec::from_json(answer["result"].to_string().as_bytes()).expect("a deal");
    let again: Value = serde_json::from_slice(&codec::to_json(&deal)).expect("JSON");
    assert_eq!(again["UF_CRM_1721244482250"], json!("Hello world!"));
    assert_eq!((&again["OPENED"], &again["OPPORTUNITY"]), (&json!("Y"), &json!("1000000.00")));
    assert_eq!(codec::from_json::<Deal>(again.to_string().as_bytes()), Ok(deal));
}

#[derive(Debug, PartialEq, Projection)]
#[bitrix(entity = "crm.deal")]
struct Summary {
    id: DealId,
    title: String,
    uf: std::collections::BTreeMap<String, Value>,
}

#[tokio::test]
async fn a_projection_takes_the_portal_s_fields_by_their_mask_and_the_answer_says_where_the_next_page_is() {
    let row = json!({ "ID": "37", "TITLE": "[A] Deal", "UF_CRM_1": ["a"], "NEWS": {} });
    let (server, client) = answered(json!({ "result": [row], "next": 50, "total": 51 })).await;
    let answer = client.answer(List::new().select::<Summary>()).await.expect("deals");
    assert_eq!((answer.next, answer.total), (Some(50), Some(51)));
    assert_eq!(answer.result[0].uf.get("UF_CRM_1"), Some(&json!(["a"])));
    let sent: Value = serde_json::from_slice(&server.received()[0].body).expect("JSON");
    assert_eq!(sent["select"], json!(["ID", "TITLE", "UF_*"]));
}

#[tokio::test]
async fn errors_without_a_code_are_told_apart_by_their_text() {
    let (server, client) = answered(Value::Null).await;
    let get = || client.call(Get::new(DealId::new(4).expect("an id")));
    for (text, expected) in [
        ("Not found", Some(GetError::NotFound)),
        ("Access denied", Some(GetError::AccessDenied)),
        ("Something else", None),
    ] {
        server.say(Reply::json(400, json!({ "error": "", "error_description": text }).to_string()));
        match (get().await, expected) {
            (Err(CallError::Refused { kind, .. }), Some(expected)) => assert_eq!(kind, expected),
            (Err(CallError::Refused { kind: GetError::Other(other), .. }), None) => {
                assert_eq!(other.description, text);
            }
            (other, _) => panic!("{text}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn the_basic_methods_are_called_by_their_own_names() {
    let user = json!({
        "ID": "3", "ACTIVE": true, "NAME": "John", "IS_ONLINE": "Y", "PERSONAL_BIRTHDAY": "",
        "LAST_LOGIN": "2024-07-23T08:07:26+00:00", "LAST_ACTIVITY_DATE": "2024-07-23 08:08:50", "UF_DEPARTMENT": [1],
    });
    let (server, client) = answered(json!({ "result": user })).await;
    let user = client.call(basic::UserCurrent::new()).await.expect("a user");
    assert_eq!((user.id.get(), user.is_online, user.personal_birthday), (3, Some(true), None));
    assert_eq!(user.uf.get("UF_DEPARTMENT"), Some(&json!([1])));

    server.say(Reply::json(200, r#"{"result":"2024-08-05T09:02:13+00:00"}"#));
    let time = client.call(basic::ServerTime::new()).await.expect("a time");
    assert_eq!(time.to_string(), "2024-08-05T09:02:13+00:00");

    server.say(Reply::json(200, r#"{"result":{"SCOPE":["crm"],"LICENSE":"de_ent10000"}}"#));
    let application = client.call(basic::AppInfo::new()).await.expect("what a webhook is told");
    assert_eq!((application.id, application.scope), (None, Some(vec!["crm".to_owned()])));

    server.say(Reply::json(200, r#"{"result":["department","entity"]}"#));
    assert_eq!(client.call(basic::Scope::new().full(true)).await.expect("scopes"), ["department", "entity"]);

    server.say(Reply::json(200, r#"{"result":{"isExisting":true,"isAvailable":false}}"#));
    let state = client.call(basic::MethodGet::new("user.get")).await.expect("an answer");
    assert_eq!((state.is_existing, state.is_available), (true, false));

    let paths: Vec<_> = server.received().into_iter().map(|request| request.path).collect();
    let methods = ["user.current", "server.time", "app.info", "scope", "method.get"];
    assert_eq!(paths, methods.map(|method| format!("/rest/{method}")));
}

#[test]
fn only_fields_that_begin_alike_are_set_together() {
    let uf = |name: &str| Add::new().title("A").uf([(name.to_owned(), json!("B"))]);
    let why = |request: &dyn Fn() -> Add| request().check().expect_err("it is refused").to_string();
    for name in ["TITLE", "ID", "uf_crm_1", "UF_", "UF_CRM_*", "UF_CRM[1]", "PARENT_ID_1", ""] {
        let expected = format!("fields[{name:?}]: not of the form ^UF_[A-Za-z0-9_]+$");
        assert_eq!(why(&|| uf(name)), expected);
        let update = Update::new(DealId::new(1).expect("an id")).uf([(name.to_owned(), json!("B"))]);
        assert_eq!(update.check().expect_err("it is refused").to_string(), expected);
    }
    let parent = || Add::new().parent_id([("UF_CRM_1".to_owned(), 1)]);
    assert_eq!(why(&parent), "fields[\"UF_CRM_1\"]: not of the form ^PARENT_ID_[A-Za-z0-9_]+$");
    // Whatever it is called, it is a name and nothing else.
    assert_eq!(written(&uf("UF_X*")), json!({ "fields": { "TITLE": "A", "UF_X*": "B" } }));
}

#[test]
fn what_is_absent_in_a_list_keeps_its_place() {
    assert_eq!(codec::to_json(&vec![Some(1), None, Some(3)]), b"[1,null,3]");
    assert_eq!(codec::to_json(&vec![None::<i64>]), b"[null]");
}

#[test]
fn a_sum_that_a_float_cannot_have_kept_is_none() {
    let read = |json: &str| codec::from_json::<Decimal>(json.as_bytes());
    for (json, sum) in [
        ("0.1", "0.1"),
        ("-19999.99", "-19999.99"),
        ("9007199254740991.0", "9007199254740991"),
        ("0.30000000000000004", "0.30000000000000004"),
    ] {
        assert_eq!(read(json).map(|sum| sum.to_string()), Ok(sum.to_owned()));
    }
    assert_eq!(
        read("18446744073709551615").map(|sum| sum.to_string()),
        Ok("18446744073709551615".to_owned())
    );
    for json in ["18446744073709551616", "9007199254740993.0", "1e300", "-1e17"] {
        let fault = read(json).expect_err(json);
        assert_eq!(
            fault.to_string(),
            "expected a decimal number, found a number too large to have kept its digits"
        );
    }
}
