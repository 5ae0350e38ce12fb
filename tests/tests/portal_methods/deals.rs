//! Deals: what is written comes back, lists choose and page as the CRM does, and what is wrong is refused by its text.

#![expect(deprecated, reason = "`crm.item.*` takes the place of these methods, and has no spec yet")]

use std::time::{Duration, Instant};

use bitrix_api::crm::deal::{Add, Deal, DealId, Delete, Get, GetError, List, Update};
use bitrix_api::portal::Portal;
use bitrix_api::{CallError, Client, Date, Decimal};
use bitrix_tests::http;
use serde_json::{Value, json};

use crate::setting::{ask, call, portal};

const LIST: &str = "crm.deal.list";

fn id(id: i64) -> DealId {
    DealId::new(id).expect("an identifier")
}

/// A portal with six deals that differ.
async fn six() -> Portal {
    let portal = portal().await;
    let deal = |id: i64, title: &str, sum: &str, more: Value| {
        let mut deal = json!({ "ID": id, "TITLE": title, "OPPORTUNITY": sum });
        deal.as_object_mut().expect("an object").extend(more.as_object().expect("an object").clone());
        deal
    };
    let deals = json!({ "deals": [
        deal(2, "Alpha", "100", json!({ "STAGE_ID": "WON" })),
        deal(3, "beta", "99.5", json!({ "UF_CRM_1": "blue", "ASSIGNED_BY_ID": 6 })),
        deal(5, "Alphabet", "1000", json!({ "DATE_CREATE": "2024-09-02T18:37:18+02:00" })),
        deal(7, "100%", "20000", json!({ "CATEGORY_ID": 1, "STAGE_ID": "C1:LOSE" })),
        deal(11, "Beta", "20000", json!({ "COMPANY_ID": 9, "UF_CRM_2": 5 })),
        deal(13, "gamma", "0", json!({ "IS_MANUAL_OPPORTUNITY": "Y" })),
    ] });
    portal.seed(&deals).expect("it is a state");
    portal
}

/// The identifiers in an answer to a list call.
fn ids(result: &Value) -> Vec<i64> {
    let items = result.as_array().expect("a list").iter();
    items.map(|deal| deal["ID"].as_str().and_then(|id| id.parse().ok()).expect("ids are texts")).collect()
}

#[tokio::test]
async fn typed_calls_add_change_read_list_and_remove_a_deal() {
    let portal = portal().await;
    let client = Client::webhook(&portal.webhook_url()).expect("a webhook");
    let add =
        Add::new().title("New").opportunity("1000.5".parse::<Decimal>().expect("a sum")).is_recurring(true);
    let deal = client
        .call(add.contact_ids(vec![84, 83]).begindate("2024-03-02".parse::<Date>().expect("a date")))
        .await;
    let deal = deal.expect("it was added");
    assert_eq!(deal, id(1));
    client.call(Update::new(deal).stage_id("WON").comments("done")).await.expect("it was changed");

    let read = client.call(Get::new(deal)).await.expect("it is there");
    assert_eq!((read.title.as_str(), read.stage_id.as_str(), read.contact_id), ("New", "WON", Some(84)));
    assert_eq!((read.is_recurring, read.closed, read.is_new), (Some(true), Some(true), Some(false)));
    assert_eq!(read.begindate.map(|date| date.to_string()).as_deref(), Some("2024-03-02"));
    assert_eq!(read.opportunity.as_ref().map(Decimal::as_str), Some("1000.50"));
    let listed: Vec<Deal> = client.call(List::new()).await.expect("a list");
    assert_eq!(listed, [read]);

    client.call(Delete::new(deal)).await.expect("it was removed");
    match client.call(Get::new(deal)).await {
        Err(CallError::Refused { kind: GetError::NotFound, .. }) => {}
        other => panic!("{other:?}"),
    }
    assert_eq!(client.call(Add::new().title("Next")).await.expect("added"), id(2), "no id is given twice");
}

#[tokio::test]
async fn numbers_come_as_texts_booleans_as_letters_and_added_fields_where_they_are_set() {
    let portal = six().await;
    let deal = call(&portal, "crm.deal.get", json!({ "ID": 3 })).await;
    let expected = json!({ "ID": "3", "TITLE": "beta", "OPPORTUNITY": "99.50", "ASSIGNED_BY_ID": "6", "OPENED": "Y",
        "CLOSED": "N", "STAGE_SEMANTIC_ID": "P", "LEAD_ID": null, "UF_CRM_1": "blue",
        "DATE_CREATE": "2024-01-01T00:00:03+00:00" });
    for (name, value) in expected.as_object().expect("an object") {
        assert_eq!(&deal[name], value, "{name}");
    }
    assert!(deal.get("CONTACT_IDS").is_none() && deal.get("TRACE").is_none(), "{deal}");
    let lost = call(&portal, "crm.deal.get", json!({ "id": "7" })).await;
    assert_eq!((&lost["STAGE_SEMANTIC_ID"], &lost["CLOSED"]), (&json!("F"), &json!("Y")));
    assert_eq!(lost.get("UF_CRM_1"), None);
}

#[tokio::test]
async fn what_the_crm_does_not_know_or_lets_nobody_write_is_passed_over() {
    let portal = six().await;
    let fields = json!({ "TITLE": "New", "NO_SUCH": 1, "ID": 70, "CATEGORY_ID": 3, "PARENT_ID_1220": "22",
        "OPPORTUNITY": "x", "CLOSEDATE": "soon", "OPENED": "N" });
    assert_eq!(call(&portal, "crm.deal.update", json!({ "id": 2, "fields": fields })).await, json!(true));
    let deal = call(&portal, "crm.deal.get", json!({ "id": 2 })).await;
    for (name, value) in [
        ("ID", json!("2")),
        ("TITLE", json!("New")),
        ("CATEGORY_ID", json!("0")),
        ("PARENT_ID_1220", json!("22")),
        ("OPPORTUNITY", json!("0.00")),
        ("CLOSEDATE", json!(null)),
        ("OPENED", json!("N")),
    ] {
        assert_eq!(deal[name], value, "{name}");
    }
    assert_eq!(deal.get("NO_SUCH"), None);
}

#[tokio::test]
async fn filters_choose_by_their_prefixes() {
    let portal = six().await;
    for (filter, expected) in [
        (json!({}), &[2, 3, 5, 7, 11, 13][..]),
        (json!({ ">ID": 5 }), &[7, 11, 13]),
        (json!({ ">=ID": "5", "<ID": 11 }), &[5, 7]),
        (json!({ ">ID": 11, "<ID": 5 }), &[]),
        (json!({ "@ID": [13, 2, 99] }), &[2, 13]),
        (json!({ "!@ID": [2, 3], "<=ID": 7 }), &[5, 7]),
        (json!({ "!ID": 2, "!=TITLE": "beta" }), &[5, 7, 13]),
        (json!({ "TITLE": "BETA" }), &[3, 11]),
        (json!({ "=TITLE": "Alpha" }), &[2]),
        (json!({ "%TITLE": "pha" }), &[2, 5]),
        (json!({ "!%TITLE": "a" }), &[7]),
        (json!({ "=%TITLE": "alpha%" }), &[2, 5]),
        (json!({ "%=TITLE": "%ta" }), &[3, 11]),
        (json!({ ">OPPORTUNITY": 99.5, "<=OPPORTUNITY": "20000" }), &[2, 5, 7, 11]),
        (json!({ "OPPORTUNITY": 99.5 }), &[3]),
        (json!({ ">DATE_CREATE": "2024-09-02" }), &[5]),
        (json!({ "<DATE_CREATE": "2024-01-01T02:00:05+02:00" }), &[2, 3]),
        (json!({ "IS_MANUAL_OPPORTUNITY": "Y" }), &[13]),
        (json!({ "CATEGORY_ID": 0, "STAGE_SEMANTIC_ID": "S" }), &[2]),
        (json!({ "UF_CRM_1": "blue" }), &[3]),
        (json!({ "UF_CRM_2": 5 }), &[11]),
        (json!({ "UF_CRM_2": "5" }), &[11]),
        (json!({ "COMPANY_ID": 9, "NO_SUCH": 1, "@TITLE": [] }), &[11]),
    ] {
        let (status, answer) = ask(&portal, LIST, json!({ "filter": filter, "select": ["ID"] })).await;
        assert_eq!((status, ids(&answer["result"]).as_slice()), (200, expected), "{filter}");
        assert_eq!(answer["total"], expected.len(), "{filter}");
    }
}

#[tokio::test]
async fn order_sorts_and_ids_decide_between_equals() {
    let portal = six().await;
    for (order, expected) in [
        (json!({}), [2, 3, 5, 7, 11, 13]),
        (json!({ "ID": "DESC" }), [13, 11, 7, 5, 3, 2]),
        (json!({ "OPPORTUNITY": "desc" }), [7, 11, 5, 2, 3, 13]),
        (json!({ "CATEGORY_ID": "DESC", "ID": "DESC" }), [7, 13, 11, 5, 3, 2]),
        (json!({ "TITLE": "ASC" }), [7, 2, 5, 3, 11, 13]),
    ] {
        let result = call(&portal, LIST, json!({ "ORDER": order })).await;
        assert_eq!(ids(&result), expected, "{order}");
    }
}

#[tokio::test]
async fn select_takes_names_and_masks() {
    let portal = six().await;
    let names = async |select: Value| {
        let result = call(&portal, LIST, json!({ "select": select, "filter": { "ID": 3 } })).await;
        let deal = result[0].as_object().expect("a deal").clone();
        deal.keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(names(json!(["TITLE", "ID", "NO_SUCH", "CONTACT_IDS"])).await, ["ID", "TITLE"]);
    assert_eq!(names(json!(["ID", "UF_*"])).await, ["ID", "UF_CRM_1"]);
    assert_eq!(names(json!(["UF_CRM_1"])).await, ["UF_CRM_1"]);
    let all = names(json!(["*"])).await;
    assert!(all.contains(&"OPPORTUNITY".to_owned()) && !all.iter().any(|name| name.starts_with("UF_")));
    assert_eq!(names(json!([])).await, all);
    assert!(names(json!(["*", "UF_*"])).await.contains(&"UF_CRM_1".to_owned()));
}

#[tokio::test]
async fn lists_page_by_start_and_skip_counting_on_demand() {
    let portal = Portal::builder().deals(120).start().await.expect("a port is free");
    for (start, first, length, next) in [
        (json!(0), 1, 50, Some(50)),
        (json!("50"), 51, 50, Some(100)),
        // The server counts in whole pages.
        (json!(99), 51, 50, Some(100)),
        (json!(100), 101, 20, None),
    ] {
        let (_, answer) = ask(&portal, LIST, json!({ "start": start })).await;
        let page = ids(&answer["result"]);
        assert_eq!((page[0], page.len(), answer["next"].as_i64()), (first, length, next), "{start}");
        assert_eq!(answer["total"], 120, "{start}");
    }
    let (_, behind) = ask(&portal, LIST, json!({ "start": 150 })).await;
    assert_eq!((&behind["result"], behind.get("next"), &behind["total"]), (&json!([]), None, &json!(120)));
    let (_, uncounted) = ask(&portal, LIST, json!({ "start": -1, "filter": { ">ID": 30 } })).await;
    assert_eq!((ids(&uncounted["result"])[49], uncounted.get("next")), (80, None));
    assert_eq!(uncounted["total"], 0);
}

/// The deals above an identifier, 50 at most, by the way that large lists are walked.
async fn above(client: &reqwest::Client, portal: &Portal, last: i64) -> Vec<i64> {
    let form = format!("start=-1&order[ID]=ASC&select[]=ID&filter[>ID]={last}");
    let request = client.post(format!("{}{LIST}", portal.webhook_url())).body(form);
    let answer = request.send().await.expect("an answer").text().await.expect("it is whole");
    let answer: Value = serde_json::from_str(&answer).expect("it is JSON");
    ids(&answer["result"])
}

#[tokio::test]
async fn a_hundred_thousand_deals_are_walked_by_id_and_the_last_page_takes_no_longer_than_the_first() {
    let portal = Portal::builder().deals(100_000).start().await.expect("a port is free");
    let client = http::client().expect("no TLS is needed");
    let (mut last, mut met) = (0, 0);
    while let page @ [.., end] = above(&client, &portal, last).await.as_slice() {
        assert_eq!(page, (last + 1..=*end).collect::<Vec<_>>());
        (last, met) = (*end, met + page.len());
    }
    assert_eq!((last, met), (100_000, 100_000));

    // In turns, so that whatever else the machine does slows down both.
    let mut taken = [Duration::ZERO; 2];
    for _ in 0..40 {
        for (taken, last) in taken.iter_mut().zip([0, 99_950]) {
            let begun = Instant::now();
            assert_eq!(above(&client, &portal, last).await.len(), 50);
            *taken += begun.elapsed();
        }
    }
    assert!(taken[1] < 5 * taken[0], "{taken:?}");
}

#[tokio::test]
async fn what_is_wrong_is_refused_at_the_top_with_a_text_and_no_code() {
    let portal = six().await;
    for (method, params, text) in [
        ("get", json!({}), "ID is not defined or invalid"),
        ("update", json!({ "id": 0, "fields": "x" }), "ID is not defined or invalid"),
        ("delete", json!({ "id": "x" }), "ID is not defined or invalid"),
        ("get", json!({ "id": 4 }), "Not found"),
        ("update", json!({ "id": 4, "fields": { "TITLE": "x" } }), "Not found"),
        ("delete", json!({ "id": 4 }), "Not found"),
        ("add", json!({}), "Parameter 'fields' must be array"),
        ("update", json!({ "id": 2, "fields": "x" }), "Parameter 'fields' must be array"),
        ("add", json!({ "fields": { "TITLE": "x" }, "params": "Y" }), "Parameter 'params' must be array"),
        ("add", json!({ "fields": { "CURRENCY_ID": "euro" } }), "Invalid value for the \"Currency\" field"),
        (
            "update",
            json!({ "id": 2, "fields": { "CURRENCY_ID": "" } }),
            "Invalid value for the \"Currency\" field",
        ),
        ("list", json!({ "order": "ID", "filter": 1 }), "Parameter 'order' must be array."),
        ("list", json!({ "filter": "ID" }), "Parameter 'filter' must be array."),
    ] {
        let (status, answer) = ask(&portal, &format!("crm.deal.{method}"), params.clone()).await;
        assert_eq!((status, &answer), (400, &json!({ "error": "", "error_description": text })), "{params}");
    }
    assert_eq!(ids(&call(&portal, LIST, json!({})).await).len(), 6, "nothing was written");

    portal.seed(&json!({ "access": false, "deals": 3 })).expect("it is a state");
    for (method, text) in [("list", "Access denied."), ("get", "Access denied"), ("add", "Access denied")] {
        let (status, answer) = ask(&portal, &format!("crm.deal.{method}"), json!({ "id": 1 })).await;
        assert_eq!((status, &answer["error_description"]), (400, &json!(text)), "{method}");
    }
}

#[tokio::test]
async fn a_state_names_deals_or_counts_them_and_keeps_the_portal_s_own_otherwise() {
    let portal = Portal::builder().deals(4).start().await.expect("a port is free");
    let all = async || ids(&call(&portal, LIST, json!({ "select": ["ID"] })).await);
    assert_eq!(all().await, [1, 2, 3, 4]);
    portal.seed(&json!({ "deals": [{ "ID": 9, "TITLE": "Nine" }] })).expect("it is a state");
    assert_eq!(all().await, [9]);
    assert_eq!(portal.state()["deals"], json!([{ "ID": 9, "TITLE": "Nine" }]));
    portal.seed(&json!({ "deals": 2 })).expect("it is a state");
    assert_eq!(all().await, [1, 2]);
    assert_eq!(portal.state()["deals"], 2);
    call(&portal, "crm.deal.delete", json!({ "id": 1 })).await;
    assert_eq!(portal.state()["deals"], json!([{ "ID": 2 }]));
    portal.seed(&json!({})).expect("it is a state");
    assert_eq!(all().await, [1, 2, 3, 4]);

    for (deals, place, problem) in [
        (json!("x"), "deals", "expected a list, or how many deals there are"),
        (json!(-1), "deals", "expected a list, or how many deals there are"),
        (json!([1]), "deals[0]", "expected an object"),
        (json!([{ "ID": 0 }]), "deals[0].ID", "expected an integer from 1 to 2147483647"),
        (json!([{ "ID": 1 }, { "ID": 1 }]), "deals[1].ID", "1 is the id of an earlier one"),
        (
            json!([{ "ID": 1, "TITEL": "x" }]),
            "deals[0].TITEL",
            "a deal has no such field; it may have ID, TITLE,",
        ),
        (json!([{ "ID": 1, "TITLE": {} }]), "deals[0].TITLE", "expected a text"),
    ] {
        let error = portal.seed(&json!({ "deals": deals })).expect_err(problem);
        assert_eq!(error.place(), place);
        assert!(error.problem().starts_with(problem), "{error}");
    }
    assert_eq!(all().await, [1, 2, 3, 4], "a wrong state changes nothing");
}
