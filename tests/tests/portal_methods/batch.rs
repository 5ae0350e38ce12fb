//! Batches: many calls in one, what they may refer to, and what becomes of those that fail.

use std::time::Duration;

use bitrix_api::portal::{Fault, Moment, Portal, RateLimit};
use bitrix_tests::http;
use serde_json::{Value, json};

use crate::setting::{ask, ask_by_webhook, call, portal};

const BATCH: &str = "batch";

/// A portal with a connector and three deals.
async fn seeded() -> Portal {
    let portal = portal().await;
    let state = json!({ "connectors": [{ "id": 4, "title": "Mine" }], "deals": 3 });
    portal.seed(&state).expect("it is a state");
    portal
}

async fn batch(portal: &Portal, cmd: Value) -> Value {
    call(portal, BATCH, json!({ "cmd": cmd })).await
}

/// The errors of a batch by the names of the commands.
fn codes(result: &Value) -> Vec<(&str, &str)> {
    let errors = result["result_error"].as_object().expect("there are errors").iter();
    errors.map(|(name, error)| (name.as_str(), error["error"].as_str().expect("a code"))).collect()
}

#[tokio::test]
async fn each_command_has_its_result_total_next_and_time() {
    let portal = Portal::builder().deals(70).start().await.expect("a port is free");
    let cmd = json!({ "page": "crm.deal.list?start=0&select[]=ID", "one": "CRM.Deal.Get?ID=7", "lost": "crm.deal.get?id=99" });
    let (status, answer) = ask(&portal, BATCH, json!({ "halt": 0, "cmd": cmd })).await;
    let result = &answer["result"];
    assert_eq!((status, result["result"]["page"].as_array().map(Vec::len)), (200, Some(50)));
    assert_eq!(result["result"]["one"]["ID"], "7");
    assert_eq!(result["result"].get("lost"), None);
    let not_found = json!({ "error": "", "error_description": "Not found" });
    assert_eq!(result["result_error"], json!({ "lost": not_found }));
    assert_eq!(
        (&result["result_total"], &result["result_next"]),
        (&json!({ "page": 70 }), &json!({ "page": 50 }))
    );
    let times = result["result_time"].as_object().expect("times");
    assert_eq!(times.keys().collect::<Vec<_>>(), ["one", "page"]);
    assert!(times["one"]["operating"].is_number() && answer["time"]["duration"].is_number(), "{answer}");
}

#[tokio::test]
async fn a_list_of_commands_or_a_form_is_as_good_and_empty_maps_are_lists() {
    let portal = seeded().await;
    let nothing =
        json!({ "result": [], "result_error": [], "result_total": [], "result_next": [], "result_time": [] });
    for params in [json!({}), json!({ "cmd": [] }), json!({ "cmd": "scope" })] {
        assert_eq!(call(&portal, BATCH, params.clone()).await, nothing, "{params}");
    }
    let listed = batch(&portal, json!(["scope", "crm.deal.get?id=2"])).await;
    assert_eq!((&listed["result"][1]["ID"], &listed["result_error"]), (&json!("2"), &json!([])));

    let client = http::client().expect("no TLS is needed");
    let form = "cmd[deal]=crm.deal.list%3Ffilter%5B%253EID%5D%3D2&cmd[me]=user.current";
    let sent = client.post(format!("{}{BATCH}", portal.webhook_url())).body(form).send();
    let answer = sent.await.expect("an answer").text().await.expect("it is whole");
    let answer: Value = serde_json::from_str(&answer).expect("it is JSON");
    assert_eq!(
        (&answer["result"]["result_total"], &answer["result"]["result"]["me"]["ID"]),
        (&json!({ "deal": 1 }), &json!("1"))
    );
}

#[tokio::test]
async fn later_commands_refer_to_earlier_results() {
    let portal = seeded().await;
    let cmd = json!({
        "a1": "crm.deal.add?fields[TITLE]=First",
        "a2": "crm.deal.get?id=$result[a1]",
        "a3": "crm.deal.add?fields[TITLE]=Like+$result[a2][TITLE]+of+$result[a1]&fields[COMPANY_ID]=$result[a2][ID]",
        "a4": "crm.deal.list?filter[@ID][]=$result[a1]&filter[@ID][]=$result[a3]&select[]=TITLE&select[]=COMPANY_ID",
        "a5": "crm.deal.get?id=$result[nobody]",
    });
    let result = batch(&portal, cmd).await;
    assert_eq!(
        result["result"]["a4"],
        json!([{ "TITLE": "First", "COMPANY_ID": null }, { "TITLE": "Like First of 4", "COMPANY_ID": "4" }])
    );
    // What leads nowhere is the list of all results, which PHP takes for 1.
    assert_eq!(result["result"]["a5"]["ID"], "1");
}

#[tokio::test]
async fn halt_stops_at_an_error_at_the_top_and_not_at_one_inside_a_result() {
    let portal = seeded().await;
    let cmd = json!({
        "a": "biconnector.connector.get?id=99",
        "b": "biconnector.connector.get?id=4",
        "c": "crm.deal.get?id=99",
        "d": "crm.deal.delete?id=1",
    });
    let (_, answer) = ask(&portal, BATCH, json!({ "halt": 1, "cmd": cmd })).await;
    let result = &answer["result"];
    let not_found = json!({ "error": { "error": "CONNECTOR_NOT_FOUND", "error_description": "Connector was not found." } });
    assert_eq!(result["result"]["a"], not_found);
    assert_eq!(result["result"]["b"]["item"]["id"], 4);
    assert_eq!(codes(result), [("c", "")]);
    assert_eq!(portal.received("crm.deal.delete"), 0);

    let result = batch(&portal, cmd).await;
    assert_eq!((&result["result"]["d"], codes(&result)), (&json!(true), vec![("c", "")]));
}

#[tokio::test]
async fn every_value_of_a_command_arrives_as_a_text() {
    let portal = seeded().await;
    let update = |fields: &str| format!("biconnector.connector.update?id=4&{fields}");
    let cmd = json!({ "sort": update("fields[sort]=7"), "mapping": update("fields[supportMapping]=1") });
    let result = batch(&portal, cmd).await;
    assert_eq!(result["result"]["sort"], true);
    assert_eq!(result["result"]["mapping"]["error"]["error"], "VALIDATION_INVALID_FIELD_TYPE");
}

#[tokio::test]
async fn commands_beyond_fifty_other_batches_and_unknown_methods_are_refused_one_by_one() {
    let portal = seeded().await;
    let cmd: serde_json::Map<_, _> = (1..=52).map(|at| (format!("c{at:02}"), json!("server.time"))).collect();
    let result = batch(&portal, cmd.into()).await;
    assert_eq!(result["result"].as_object().map(serde_json::Map::len), Some(50));
    let exceeded = "ERROR_BATCH_LENGTH_EXCEEDED";
    assert_eq!(codes(&result), [("c51", exceeded), ("c52", exceeded)]);
    assert_eq!(portal.ran("server.time"), 50);

    let cmd = json!({ "a": "batch?cmd[x]=server.time", "b": "user.get?ID=1", "c": { "method": "scope" }, "d": "scope#x?full=1" });
    let result = batch(&portal, cmd).await;
    assert_eq!(codes(&result), [("a", "ERROR_BATCH_METHOD_NOT_ALLOWED"), ("b", "ERROR_METHOD_NOT_FOUND")]);
    let names: Vec<_> = result["result"].as_object().expect("results").keys().collect();
    assert_eq!(names, ["d"]);
}

#[tokio::test]
async fn a_batch_is_made_by_its_caller_and_none_other() {
    let portal = seeded().await;
    let cmd = json!({ "a": "biconnector.connector.get?id=4&auth=portal-token", "b": "crm.deal.get?id=1" });
    let (status, answer) = ask_by_webhook(&portal, BATCH, json!({ "cmd": cmd })).await;
    assert_eq!((status, &answer["result"]["result"]["b"]["ID"]), (200, &json!("1")));
    assert_eq!(answer["result"]["result"]["a"]["error"]["error"], "ACCESS_DENIED");
    portal.expire_tokens();
    let (status, answer) = ask(&portal, BATCH, json!({ "cmd": cmd })).await;
    assert_eq!((status, &answer["error"]), (401, &json!("expired_token")));
}

#[tokio::test]
async fn the_journal_has_each_command_in_front_of_its_batch_and_no_secrets() {
    let portal = seeded().await;
    let cmd = json!({
        "first": "crm.deal.get?id=2&auth=hush",
        "second": "biconnector.source.add?fields[settings][password]=hush&fields[title]=$result[first][TITLE]",
    });
    batch(&portal, cmd).await;
    let calls = portal.calls();
    let told: Vec<_> = calls
        .iter()
        .map(|call| (call.number, call.method.as_str(), call.command.as_deref(), call.ran(), call.http))
        .collect();
    assert_eq!(
        told,
        [
            (1, "crm.deal.get", Some("first"), true, Some(200)),
            (2, "biconnector.source.add", Some("second"), false, Some(200)),
            (3, BATCH, None, true, Some(200)),
        ]
    );
    let params: Vec<_> = calls.iter().map(|call| call.params()).collect();
    let fields = json!({ "settings": { "password": "***" }, "title": "$result[first][TITLE]" });
    assert_eq!(params[..2], [json!({ "id": "2" }), json!({ "fields": fields })]);
    assert_eq!(params[2]["cmd"]["first"], "crm.deal.get?***");
    let address = format!("{}/__portal/calls", portal.base_url());
    let (_, written) = http::get(&address).await.expect("an answer");
    assert!(written.contains(r#""command":"first""#) && !written.contains("hush"), "{written}");
}

#[tokio::test]
async fn a_batch_whose_answer_is_lost_has_run_and_one_that_never_arrived_has_not() {
    let portal = seeded().await;
    let params = json!({ "cmd": ["crm.deal.add?fields[TITLE]=x"], "auth": portal.token() }).to_string();
    let address = format!("{}{BATCH}", portal.client_endpoint());
    for (moment, ran) in [(Moment::Before, 0), (Moment::After, 1)] {
        portal.plan(Fault::Drop(moment));
        assert!(http::post(&address, &params).await.is_err());
        assert_eq!((portal.ran("crm.deal.add"), portal.ran(BATCH)), (ran, ran), "{moment:?}");
    }
}

#[tokio::test]
async fn a_command_that_kills_the_server_ends_the_batch_and_those_before_it_have_run() {
    let portal = portal().await;
    let state = json!({ "connectors": [{ "id": 1 }], "sources": [{ "id": 2, "connectorId": 1 }],
        "tables": [{ "id": 3, "sourceId": 2, "name": "sales" }], "biTables": ["sales"] });
    portal.seed(&state).expect("it is a state");
    let cmd =
        json!({ "a": "crm.deal.add?fields[TITLE]=x", "b": "biconnector.dataset.delete?id=3", "c": "scope" });
    let (status, _) = ask(&portal, BATCH, json!({ "cmd": cmd })).await;
    assert_eq!(status, 500);
    assert_eq!((portal.ran("crm.deal.add"), portal.ran(BATCH), portal.received("scope")), (1, 0, 0));
}

#[tokio::test]
async fn the_bucket_counts_a_batch_once_and_operating_time_each_command() {
    let portal = seeded().await;
    portal.rate_limit(RateLimit { capacity: 2, per_second: 0.0 });
    portal.operating_limit(Duration::from_secs(1));
    portal.operating_cost("crm.deal.get", Duration::from_secs_f64(0.75));
    let get = "crm.deal.get?id=1";
    let (_, answer) =
        ask(&portal, BATCH, json!({ "cmd": { "a": get, "b": get, "c": get, "d": "scope" } })).await;
    let result = &answer["result"];
    assert_eq!(codes(result), [("c", "OPERATION_TIME_LIMIT")]);
    let spent = |name: &str| result["result_time"][name]["operating"].as_f64();
    assert_eq!(
        (spent("a"), spent("b"), answer["time"]["operating"].as_f64()),
        (Some(0.75), Some(1.5), Some(0.0))
    );

    // As on servers that charge the batch.
    portal.operating_cost(BATCH, Duration::from_secs(2));
    let (status, answer) = ask(&portal, BATCH, json!({ "cmd": ["scope"] })).await;
    assert_eq!((status, answer["time"]["operating"].as_f64()), (200, Some(2.0)));
    let (status, answer) = ask(&portal, BATCH, json!({ "cmd": ["scope"] })).await;
    assert_eq!((status, &answer["error"]), (503, &json!("QUERY_LIMIT_EXCEEDED")));
    portal.rate_limit(None);
    let (status, answer) = ask(&portal, BATCH, json!({ "cmd": ["scope"] })).await;
    assert_eq!((status, &answer["error"]), (429, &json!("OPERATION_TIME_LIMIT")));
}
