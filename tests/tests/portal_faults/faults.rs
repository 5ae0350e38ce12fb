//! What befalls single calls.

use std::sync::Arc;
use std::time::Duration;

use bitrix_api::portal::{Fault, Moment, Origin, Outcome, Portal, SystemCode};
use serde_json::json;
use tokio::io::AsyncReadExt as _;

use crate::setting::{Answer, GET, UPDATE, ask, call, portal, send_only, until, update};

const HOUR: Duration = Duration::from_secs(3600);

/// What a caller sees, in words.
fn seen(answer: &Answer) -> String {
    let Some(status) = answer.status else {
        assert!(answer.body.is_empty(), "{answer:?}");
        return "nothing".to_owned();
    };
    let what = match (answer.header("content-type"), answer.error()) {
        (Some("text/html; charset=utf-8"), _) => "page".to_owned(),
        (_, Some(code)) => code,
        _ if !answer.is_whole() => "half".to_owned(),
        _ if answer.body.is_empty() => "empty".to_owned(),
        _ if std::str::from_utf8(&answer.body).is_err() => "not UTF-8".to_owned(),
        _ if answer.json()["result"] != true => "no JSON".to_owned(),
        // By itself the answer is a few hundred bytes long.
        _ if answer.body.len() > 10_000 => format!("true in {} bytes", answer.body.len()),
        _ => "true".to_owned(),
    };
    format!("{status} {what}")
}

#[tokio::test]
async fn each_fault_is_seen_on_the_wire_and_the_portal_knows_whether_the_call_ran() {
    use Moment::{After, Before};
    let elsewhere: Origin = "http://127.0.0.1:1".parse().expect("an origin");
    let short = Duration::from_millis(10);
    // What the caller sees, whether the call ran, and the second word of the log's line.
    let faults = [
        (Fault::Drop(Before), "nothing", false, "dropped+drop"),
        (Fault::Drop(After), "nothing", true, "ok+drop,after"),
        (Fault::Delay(short, Before), "200 true", true, "ok+delay=0.01"),
        (Fault::Delay(short, After), "200 true", true, "ok+delay=0.01,after"),
        (Fault::Page(502, Before), "502 page", false, "HTTP-502+page=502"),
        (Fault::Page(503, After), "503 page", true, "ok+page=503,after"),
        (Fault::Page(200, Before), "200 page", false, "HTTP-200+page=200"),
        (
            Fault::Error(SystemCode::QueryLimitExceeded, Before),
            "503 QUERY_LIMIT_EXCEEDED",
            false,
            "QUERY_LIMIT_EXCEEDED+error=QUERY_LIMIT_EXCEEDED",
        ),
        (
            Fault::Error(SystemCode::OverloadLimit, Before),
            "503 OVERLOAD_LIMIT",
            false,
            "OVERLOAD_LIMIT+error=OVERLOAD_LIMIT",
        ),
        (
            Fault::Error(SystemCode::OperationTimeLimit, Before),
            "429 OPERATION_TIME_LIMIT",
            false,
            "OPERATION_TIME_LIMIT+error=OPERATION_TIME_LIMIT",
        ),
        (
            Fault::Error(SystemCode::InternalServerError, After),
            "500 INTERNAL_SERVER_ERROR",
            true,
            "ok+error=INTERNAL_SERVER_ERROR,after",
        ),
        (Fault::Redirect(308, elsewhere), "308 empty", false, "HTTP-308+redirect=308,to=http://127.0.0.1:1"),
        (Fault::Truncated, "200 half", true, "ok+truncated"),
        (Fault::Garbage, "200 no JSON", true, "ok+garbage"),
        (Fault::Empty, "200 empty", true, "ok+empty"),
        (Fault::NotUtf8, "200 not UTF-8", true, "ok+not-utf8"),
        (Fault::Huge(300_000), "200 true in 300000 bytes", true, "ok+huge=300000"),
    ];
    for (fault, what, ran, word) in faults {
        let portal = portal().await;
        portal.plan(fault.clone());
        let answer = update(&portal, "New").await;
        assert_eq!(seen(&answer), what, "{fault}: {answer:?}");
        assert_eq!((portal.received(UPDATE), portal.ran(UPDATE)), (1, u64::from(ran)), "{fault}");

        let [recorded] = &portal.calls()[..] else { panic!("{fault}: one call is one entry") };
        assert_eq!((recorded.fault.as_ref(), recorded.ran()), (Some(&fault), ran));
        assert_eq!(recorded.http, answer.status, "{fault}");
        let line = recorded.to_string();
        assert_eq!(line.split(' ').nth(1), Some(word), "{line}");

        // The next call meets nothing, and finds what the first one did.
        let found = call(&portal, GET, json!({ "id": 4 })).await.json();
        let title = if ran { "New" } else { "Old" };
        assert_eq!(found["result"]["item"]["title"], title, "{fault}");
        assert_eq!(portal.planned(), []);
    }
}

#[tokio::test]
async fn an_answer_that_breaks_off_promised_more() {
    let portal = portal().await;
    let whole = call(&portal, GET, json!({ "id": 4 })).await;
    portal.plan(Fault::Truncated);
    let half = call(&portal, GET, json!({ "id": 4 })).await;
    assert!(whole.is_whole() && !half.is_whole());
    assert!(!half.body.is_empty() && half.body.len() < whole.body.len());
    assert!(half.body.starts_with(br#"{"result":{"item":{"#), "{half:?}");
}

#[tokio::test]
async fn a_redirection_names_the_call_s_own_path_and_query_elsewhere() {
    let portal = portal().await;
    let elsewhere: Origin = "http://127.0.0.1:1".parse().expect("an origin");
    portal.plan(Fault::Redirect(307, elsewhere));
    let path = "/rest/1/portal-webhook/biconnector.connector.list.json?page=2";
    let answer = ask(&portal.base_url(), "POST", path, "{}").await;
    let location = format!("http://127.0.0.1:1{path}");
    assert_eq!((answer.status, answer.header("location")), (Some(307), Some(location.as_str())));
}

#[tokio::test]
async fn a_portal_that_has_moved_runs_nothing_until_it_is_back() {
    let (old, new) = (portal().await, portal().await);
    old.moved_to(&new);
    old.plan(Fault::Garbage);
    for _ in 0..2 {
        let answer = update(&old, "New").await;
        let location = format!("{}/rest/{UPDATE}", new.base_url());
        assert_eq!((answer.status, answer.header("location")), (Some(302), Some(location.as_str())));
    }
    assert_eq!((old.received(UPDATE), old.ran(UPDATE), new.received(UPDATE)), (2, 0, 0));
    assert_eq!(old.calls()[1].fault, Some(Fault::Redirect(302, Origin::from(&new))));
    assert_eq!(old.grant().client_endpoint, new.client_endpoint());
    assert_eq!(old.planned(), [Fault::Garbage.into()]);

    assert_eq!(seen(&update(&new, "New").await), "200 true");
    old.moved_back();
    assert_eq!(seen(&update(&old, "New").await), "200 no JSON");
}

#[tokio::test]
async fn each_call_meets_the_first_fault_that_waits_for_it() {
    let portal = portal().await;
    portal.plan(Fault::Empty.of_method("BIConnector.Connector.Get"));
    portal.plan(Fault::Page(504, Moment::Before).times(2));
    portal.plan(Fault::Garbage);
    let mut all = Vec::new();
    for method in [UPDATE, GET, UPDATE, GET, UPDATE] {
        let params = json!({ "id": 4, "fields": { "title": "New" } });
        all.push(seen(&call(&portal, method, params).await));
    }
    assert_eq!(all, ["504 page", "200 empty", "504 page", "200 no JSON", "200 true"]);

    portal.plan(Fault::Garbage.times(9));
    portal.clear_plan();
    assert_eq!(seen(&update(&portal, "New").await), "200 true");
}

#[tokio::test]
async fn a_fault_strikes_calls_that_would_have_been_refused_too() {
    let portal = portal().await;
    portal.plan(Fault::Drop(Moment::After));
    let refused = json!({ "id": 99, "fields": { "title": "New" }, "auth": portal.token() });
    let answer = ask(&portal.base_url(), "POST", &format!("/rest/{UPDATE}"), &refused.to_string()).await;
    assert_eq!(seen(&answer), "nothing");
    assert_eq!((portal.received(UPDATE), portal.ran(UPDATE)), (1, 0), "a refused call has not run");
    let calls = portal.calls();
    assert!(matches!(calls[0].outcome, Outcome::Error { .. }), "{calls:?}");
}

#[tokio::test]
async fn a_call_whose_caller_hangs_up_before_it_runs_runs_all_the_same() {
    let portal = portal().await;
    portal.plan(Fault::Delay(Duration::from_millis(100), Moment::Before));
    let params = json!({ "id": 4, "fields": { "title": "New" }, "auth": portal.token() });
    let stream = send_only(&portal, UPDATE, params).await;
    until(|| portal.received(UPDATE) == 1).await;
    drop(stream);
    until(|| portal.ran(UPDATE) == 1).await;
}

#[tokio::test]
async fn a_call_that_is_held_up_ends_with_its_portal() {
    let listening = Arc::new(());
    let heard = Arc::clone(&listening);
    let portal = Portal::builder().on_call(move |_| drop(Arc::clone(&heard)));
    let portal = portal.plan(Fault::Delay(HOUR, Moment::Before)).start().await.expect("a port is free");
    let _stream = send_only(&portal, GET, json!({ "id": 4 })).await;
    until(|| portal.received(GET) == 1).await;
    drop(portal);
    until(|| Arc::strong_count(&listening) == 1).await;
}

#[tokio::test]
async fn an_answer_that_is_held_up_belongs_to_a_call_that_ran() {
    let portal = portal().await;
    portal.plan(Fault::Delay(HOUR, Moment::After));
    portal.plan(Fault::Delay(HOUR, Moment::Before));
    let params = || json!({ "id": 4, "fields": { "title": "New" }, "auth": portal.token() });
    let _first = send_only(&portal, UPDATE, params()).await;
    until(|| portal.calls().len() == 1).await;
    assert_eq!(portal.ran(UPDATE), 1);
    let mut second = send_only(&portal, UPDATE, params()).await;
    until(|| portal.received(UPDATE) == 2).await;
    assert_eq!((portal.ran(UPDATE), portal.calls().len()), (1, 1), "the second has an hour yet");
    let nothing = tokio::time::timeout(Duration::from_millis(50), second.read(&mut [0; 1])).await;
    assert!(nothing.is_err(), "the connection stays open and silent");
}

#[tokio::test]
async fn what_is_no_call_has_arrived_all_the_same() {
    let portal = portal().await;
    let answer = ask(&portal.base_url(), "PUT", &format!("/rest/{UPDATE}"), "{}").await;
    assert_eq!(answer.status, Some(405));
    assert_eq!((portal.received(UPDATE), portal.ran(UPDATE), portal.calls().len()), (1, 0, 1));
}

#[tokio::test]
async fn counts_begin_anew_with_the_journal() {
    let portal = portal().await;
    update(&portal, "New").await;
    assert_eq!((portal.received("BIConnector.Connector.Update"), portal.ran(UPDATE)), (1, 1));
    portal.clear_calls();
    assert_eq!((portal.received(UPDATE), portal.ran(UPDATE)), (0, 0));
}
