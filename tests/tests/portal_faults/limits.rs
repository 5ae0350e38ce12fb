//! How much a portal bears: of calls, and of its own time.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use bitrix_api::portal::{Fault, Moment, Portal, RateLimit};
use serde_json::{Value, json};

use crate::setting::{Answer, GET, UPDATE, ask, call, call_as, portal, seeded, update};

async fn get(portal: &Portal) -> Answer {
    call(portal, GET, json!({ "id": 4 })).await
}

#[tokio::test]
async fn calls_above_the_bucket_are_refused_and_counted() {
    let limited = Portal::builder().rate_limit(RateLimit { capacity: 3, per_second: 0.0 });
    let portal = seeded(limited.start().await.expect("a port is free"));
    let mut statuses = Vec::new();
    for _ in 0..5 {
        let answer = get(&portal).await;
        statuses.push((answer.status, answer.error()));
    }
    let refused = (Some(503), Some("QUERY_LIMIT_EXCEEDED".to_owned()));
    assert_eq!(statuses[..3], [(); 3].map(|()| (Some(200), None)));
    assert_eq!(statuses[3..], [refused.clone(), refused]);
    assert_eq!((portal.received(GET), portal.ran(GET), portal.refused_by_limit()), (5, 3, 2));
    let calls = portal.calls();
    assert!(calls[4].to_string().contains(" QUERY_LIMIT_EXCEEDED ") && calls[4].fault.is_none());

    portal.rate_limit(None);
    assert_eq!(get(&portal).await.status, Some(200));
    portal.rate_limit(RateLimit { capacity: 1, per_second: 0.0 });
    assert_eq!(get(&portal).await.status, Some(200), "the new bucket is empty");
    assert_eq!(get(&portal).await.status, Some(503));
}

#[tokio::test]
async fn all_callers_share_the_bucket_but_not_the_authorisation_server() {
    let portal = portal().await;
    portal.rate_limit(RateLimit { capacity: 2, per_second: 0.0 });
    let webhook = portal.webhook_url();
    let path = webhook.strip_prefix(&portal.base_url()).expect("the portal's own");
    assert_eq!(get(&portal).await.status, Some(200));
    let fields = format!("{path}biconnector.connector.fields");
    assert_eq!(ask(&portal.base_url(), "POST", &fields, "{}").await.status, Some(200));
    let second = call_as(&portal.base_url(), portal.second_token(), GET, json!({ "id": 5 })).await;
    assert_eq!(second.error().as_deref(), Some("QUERY_LIMIT_EXCEEDED"));
    let tokens = ask(&portal.base_url(), "GET", "/oauth/token/", "").await;
    assert_eq!(tokens.error().as_deref(), Some("invalid_request"));
    assert_eq!(ask(&portal.base_url(), "GET", "/__portal/counts", "").await.json()["refused_by_limit"], 1);
}

#[tokio::test]
async fn a_fault_waits_for_a_call_that_the_bucket_admits() {
    let portal = portal().await;
    portal.rate_limit(RateLimit { capacity: 0, per_second: 0.0 });
    portal.plan(Fault::Drop(Moment::Before));
    assert_eq!(get(&portal).await.status, Some(503));
    assert_eq!(portal.planned().len(), 1);
    portal.rate_limit(None);
    assert_eq!(get(&portal).await.status, None);
}

fn time(answer: &Answer) -> Value {
    answer.json()["time"].clone()
}

#[tokio::test]
async fn a_method_that_has_used_up_its_time_is_refused_to_its_caller() {
    let portal = portal().await;
    portal.operating_limit(Duration::from_secs(480));
    portal.operating_cost("BIConnector.Connector.Update", Duration::from_secs(240));
    let mut spent = Vec::new();
    for _ in 0..3 {
        spent.push(time(&update(&portal, "New").await)["operating"].clone());
    }
    assert_eq!(spent, [json!(240.0), json!(480.0), json!(720.0)], "the limit is passed by a call that runs");
    let refused = update(&portal, "Newer").await;
    assert_eq!((refused.status, refused.error().as_deref()), (Some(429), Some("OPERATION_TIME_LIMIT")));
    assert_eq!((portal.received(UPDATE), portal.ran(UPDATE)), (4, 3));

    assert_eq!(get(&portal).await.status, Some(200), "another method");
    let params = json!({ "id": 5, "fields": { "title": "New" } });
    let other = call_as(&portal.base_url(), portal.second_token(), UPDATE, params).await;
    assert_eq!((other.status, &time(&other)["operating"]), (Some(200), &json!(240.0)), "another application");
    portal.operating_limit(None);
    assert_eq!(time(&update(&portal, "Newer").await)["operating"], 960.0);
}

#[tokio::test]
async fn the_time_says_when_the_oldest_bucket_drops_out() {
    let portal = portal().await;
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).expect("it is later").as_secs();
    for minutes in [1, 30] {
        portal.operating_bucket(Duration::from_secs(60 * minutes));
        let before = now();
        let reset = time(&get(&portal).await)["operating_reset_at"].as_u64().expect("a Unix time");
        // The present bucket began some time ago, and ten of them have to go by.
        let window = before + 9 * 60 * minutes..=now() + 10 * 60 * minutes;
        assert!(window.contains(&reset), "{reset} is not in {window:?}");
    }
}

#[tokio::test]
async fn refused_calls_say_what_they_took_too_and_what_never_ran_costs_nothing() {
    let portal = portal().await;
    portal.operating_cost(UPDATE, Duration::from_secs(7));
    let refused = call(&portal, UPDATE, json!({ "id": 99, "fields": { "title": "New" } })).await;
    assert_eq!(time(&refused)["operating"], 7.0);
    portal.plan(Fault::Page(502, Moment::Before));
    update(&portal, "New").await;
    call_as(&portal.base_url(), "hush", UPDATE, json!({ "id": 4 })).await;
    assert_eq!(time(&update(&portal, "New").await)["operating"], 14.0);
}
