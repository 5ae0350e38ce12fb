//! Many pages a request.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bitrix_api::basic::ServerTime;
use bitrix_api::client::Outcome;
use bitrix_api::crm::deal::{Deal, List};
use bitrix_api::list::{ListingError, Order};
use bitrix_api::portal::{Fault, Moment, Portal, SystemCode};
use bitrix_api::{CallError, Client};
use serde_json::json;

use crate::setting::{
    Numbered, Title, alike, all_connectors, all_deals, connectors, deals, ids_of, rows, scripted, until,
};

#[tokio::test]
async fn fifty_thousand_deals_come_once_each_in_twenty_one_requests() {
    let (portal, client) = deals(50_000).await;
    let mut walked = client.list_by_id(all_deals().select::<Numbered>()).in_batches();
    let mut last = 0;
    while let Some(deal) = walked.next().await {
        let id = deal.expect("nothing goes wrong").id.get();
        assert_eq!(id, last + 1);
        last = id;
    }
    assert_eq!((last, walked.progress().items), (50_000, 50_000));
    let requests = 1 + portal.received("batch");
    assert!(requests <= 21, "{requests}");
}

#[tokio::test]
async fn a_short_list_takes_one_request_and_a_batch_is_not_needed() {
    let (portal, client) = deals(30).await;
    let found = client.list_by_id(all_deals()).in_batches().try_collect().await.expect("nothing goes wrong");
    assert_eq!((found.len(), portal.received("batch")), (30, 0));
}

#[tokio::test]
async fn the_end_may_stand_anywhere_in_a_batch() {
    for count in [50, 51, 99, 100, 101, 2_549, 2_550, 2_551] {
        let (_portal, client) = deals(count).await;
        let walked = client.list_by_id(all_deals().select::<Numbered>()).in_batches().try_collect();
        assert_eq!(walked.await.expect("nothing goes wrong").len(), count as usize);
        let rows = client.list(all_deals().select::<Numbered>()).in_batches().try_collect();
        assert_eq!(rows.await.expect("nothing goes wrong").len(), count as usize);
    }
}

#[tokio::test]
async fn lists_of_rows_ask_for_no_page_behind_their_total() {
    let (portal, client) = deals(2_000).await;
    let mut listed = client.list(all_deals().order(Deal::TITLE.descending())).in_batches();
    let mut count = 0;
    while let Some(deal) = listed.next().await {
        deal.expect("nothing goes wrong");
        count += 1;
        assert_eq!(listed.progress().total, Some(2_000));
    }
    assert_eq!((count, portal.received("crm.deal.list"), portal.received("batch")), (2_000, 40, 1));
}

#[tokio::test]
async fn lists_of_pages_come_in_batches_too() {
    let (portal, client) = connectors(alike(430)).await;
    let found = client.list(all_connectors()).in_batches().try_collect().await.expect("nothing goes wrong");
    assert_eq!(ids_of(&found), (1..=430).collect::<Vec<_>>());
    assert_eq!(portal.received("batch"), 1);
}

#[tokio::test]
async fn a_filter_and_a_part_without_the_id_hold_in_batches() {
    let (_portal, client) = deals(3_000).await;
    let filter = Deal::TITLE.contains("7");
    let one_by_one =
        client.list_by_id(List::new().filter(filter.clone()).select::<Title>()).try_collect().await;
    let in_batches =
        client.list_by_id(List::new().filter(filter).select::<Title>()).in_batches().try_collect().await;
    let (one_by_one, in_batches) = (one_by_one.expect("a list"), in_batches.expect("a list"));
    assert!(one_by_one.len() > 100 && one_by_one.len() < 3_000, "{}", one_by_one.len());
    assert_eq!(one_by_one, in_batches);
}

#[tokio::test]
async fn a_command_that_fails_ends_the_list_behind_the_last_whole_page() {
    let page = |from: i64| rows(from..from + 50);
    let error = json!({ "error": "QUERY_LIMIT_EXCEEDED", "error_description": "Too many" });
    let batch = json!({
        "result": { "c00": page(51), "c01": page(101), "c03": page(201) },
        "result_error": { "c02": error },
    });
    let bodies = vec![json!({ "result": page(1) }), json!({ "result": batch })];
    let (_server, client) = scripted(bodies).await;
    let mut walked = client.list_by_id(all_deals().select::<Numbered>()).in_batches();
    for id in 1..=150 {
        assert_eq!(walked.next().await.expect("one more").expect("it is whole").id.get(), id);
    }
    let error = walked.next().await.expect("the reason").expect_err("a page is missing");
    assert!(matches!(&error, ListingError::Call(CallError::System(_))), "{error}");
    assert!(walked.next().await.is_none());
}

#[tokio::test]
async fn pages_that_do_not_follow_each_other_are_an_error() {
    let page = |from: i64| rows(from..from + 50);
    let batch = json!({ "result": { "c00": page(51), "c01": page(51) } });
    let (_server, client) = scripted(vec![json!({ "result": page(1) }), json!({ "result": batch })]).await;
    let mut walked = client.list_by_id(all_deals().select::<Numbered>()).in_batches();
    for _ in 1..=100 {
        walked.next().await.expect("one more").expect("it is whole");
    }
    let error = walked.next().await.expect("the reason").expect_err("it is the same page again");
    assert!(matches!(error, ListingError::Stuck(_)), "{error}");
}

#[tokio::test]
async fn pages_with_fewer_rows_than_the_spec_says_are_an_error_before_rows_get_lost() {
    let page = |from: i64| rows(from..from + 25);
    let batch = json!({
        "result": { "c00": page(26), "c01": page(76), "c02": page(126) },
        "result_next": { "c00": 50, "c01": 100, "c02": 150 },
        "result_total": { "c00": 200, "c01": 200, "c02": 200 },
    });
    let first = json!({ "result": page(1), "next": 25, "total": 200 });
    let (_server, client) = scripted(vec![first, json!({ "result": batch })]).await;
    let mut listed = client.list(all_deals().select::<Numbered>()).in_batches();
    for id in 1..=25 {
        assert_eq!(listed.next().await.expect("one more").expect("it is whole").id.get(), id);
    }
    let error = listed.next().await.expect("the reason").expect_err("rows would be left out");
    assert_eq!(
        error.to_string(),
        "crm.deal.list: rows would be left out: the page at row 25 says that the next one begins at row 50, and that \
         at row 75 was asked for"
    );
    assert!(listed.next().await.is_none());
}

#[tokio::test]
async fn a_batch_that_is_lost_on_its_way_is_asked_for_again() {
    let (portal, client) = deals(300).await;
    portal.plan(Fault::Drop(Moment::After).of_method("batch"));
    let found =
        client.list_by_id(all_deals()).in_batches().try_collect().await.expect("it is asked for again");
    assert_eq!((found.len(), portal.received("batch")), (300, 2));
}

#[tokio::test]
async fn a_batch_that_is_refused_ends_the_list_with_the_reason() {
    let (portal, client) = deals(300).await;
    portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before).of_method("batch"));
    let mut walked = client.list_by_id(all_deals()).in_batches();
    let mut items = 0;
    let error = loop {
        match walked.next().await.expect("the list is longer") {
            Ok(_) => items += 1,
            Err(error) => break error,
        }
    };
    assert_eq!(items, 50);
    assert!(error.to_string().contains("OVERLOAD_LIMIT"), "{error}");
}

#[tokio::test]
async fn one_batch_is_fetched_ahead_and_not_two() {
    let (portal, client) = deals(20_000).await;
    let mut walked = client.list_by_id(all_deals().select::<Numbered>()).in_batches();
    for _ in 0..50 {
        walked.next().await.expect("one").expect("it is whole");
        until(|| portal.ran("batch") == 1).await;
    }
    // What else had been sent would have arrived before this.
    client.call(ServerTime::new()).await.expect("the time");
    assert_eq!(portal.received("batch"), 1);
    walked.next().await.expect("one").expect("it is whole");
    until(|| portal.ran("batch") == 2).await;
    client.call(ServerTime::new()).await.expect("the time");
    assert_eq!(portal.received("batch"), 2);
}

#[tokio::test]
async fn a_list_that_is_dropped_no_longer_waits_for_its_batch() {
    let portal = Portal::builder().deals(20_000).start().await.expect("it starts");
    let outcomes = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&outcomes);
    let observed = Client::builder().observe(move |report| seen.lock().expect("a lock").push(report.outcome));
    let client = observed.webhook(&portal.webhook_url()).expect("a webhook");
    portal.plan(Fault::Delay(Duration::from_secs(3600), Moment::Before).of_method("batch"));
    let mut walked = client.list_by_id(all_deals().select::<Numbered>()).in_batches();
    walked.next().await.expect("one").expect("it is whole");
    until(|| portal.received("batch") == 1).await;
    assert_eq!(*outcomes.lock().expect("a lock"), [Outcome::Done]);
    drop(walked);
    until(|| *outcomes.lock().expect("a lock") == [Outcome::Done, Outcome::Cancelled]).await;
}

#[tokio::test]
async fn an_order_that_a_walk_cannot_have_is_refused_as_it_is_without_batches() {
    let (_portal, client) = deals(300).await;
    let order: Order<Deal> = Deal::TITLE.ascending();
    let client: Client = client.into();
    let mut walked = client.list_by_id(all_deals().order(order)).in_batches();
    let error = walked.next().await.expect("the reason").expect_err("it has an order of its own");
    assert!(matches!(error, ListingError::Call(CallError::Invalid(_))), "{error}");
}
