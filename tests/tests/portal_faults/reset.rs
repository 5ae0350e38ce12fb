//! A portal as it was when it started, between one test and the next.

use bitrix_api::portal::{Fault, Moment, Origin, Portal, RateLimit};
use serde_json::json;

use crate::setting::{GET, call, update};

#[tokio::test]
async fn a_reset_puts_back_what_the_portal_started_with() {
    let start = Portal::builder()
        .state_json(r#"{"connectors": [{"id": 4, "title": "First"}]}"#)
        .plan(Fault::Page(502, Moment::Before));
    let portal = start.start().await.expect("it is a state");
    let fresh = portal.state();
    assert_eq!(update(&portal, "Lost").await.status, Some(502));
    assert_eq!(update(&portal, "New").await.status, Some(200));
    portal.expire_tokens();
    portal.plan(Fault::Garbage);
    portal.rate_limit(RateLimit { capacity: 0, per_second: 0.0 });
    assert_eq!(call(&portal, GET, json!({ "id": 4 })).await.status, Some(503));
    portal.moved_to("http://127.0.0.1:2".parse::<Origin>().expect("it is one"));

    portal.reset();
    assert_eq!(portal.state(), fresh);
    let planned: Vec<String> = portal.planned().iter().map(ToString::to_string).collect();
    assert_eq!(planned, ["page=502"]);
    assert_eq!((portal.calls().len(), portal.received(GET), portal.refused_by_limit()), (0, 0, 0));
    portal.clear_plan();
    let item = call(&portal, GET, json!({ "id": 4 })).await.json()["result"]["item"].clone();
    assert_eq!((&item["title"], portal.calls()[0].number), (&json!("First"), 1));
    portal.seed(&json!({})).expect("it is a state");
    portal.reset();
    assert_eq!(portal.state(), fresh, "what a reset puts back stays");
}

#[tokio::test]
async fn whoever_forgets_the_calls_begins_to_count_everything_anew() {
    let portal = Portal::start().await.expect("a port is free");
    portal.rate_limit(RateLimit { capacity: 1, per_second: 0.0 });
    for _ in 0..2 {
        call(&portal, GET, json!({ "id": 4 })).await;
    }
    assert_eq!((portal.received(GET), portal.refused_by_limit()), (2, 1));
    portal.clear_calls();
    assert_eq!((portal.received(GET), portal.refused_by_limit()), (0, 0));
    assert_eq!(call(&portal, GET, json!({ "id": 4 })).await.status, Some(503), "the bucket is still full");
    assert_eq!(portal.calls()[0].number, 3);
}
