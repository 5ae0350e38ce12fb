//! The next page is fetched while this one is worked on, and no other.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use bitrix_api::Client;
use bitrix_api::basic::ServerTime;
use bitrix_api::client::Outcome;
use bitrix_api::portal::{Fault, Moment, Portal};

use crate::setting::{DEALS, all_deals, deals, until};

#[tokio::test]
async fn nothing_is_asked_for_before_somebody_wants_an_item() {
    let (portal, client) = deals(100).await;
    let list = client.list(all_deals());
    client.call(ServerTime::new()).await.expect("the time");
    drop(list);
    assert_eq!(portal.received(DEALS), 0);
}

#[tokio::test]
async fn one_page_is_fetched_ahead_and_not_two() {
    let (portal, client) = deals(500).await;
    let mut list = client.list_by_id(all_deals());
    for page in 1..=4_u64 {
        for _ in 0..50 {
            list.next().await.expect("there is one").expect("it can be read");
            until(|| portal.ran(DEALS) == page + 1).await;
        }
        // What else had been sent would have arrived before this.
        client.call(ServerTime::new()).await.expect("the time");
        assert_eq!(portal.received(DEALS), page + 1);
    }
}

#[tokio::test]
async fn a_list_that_is_dropped_no_longer_waits_for_its_page() {
    let portal = Portal::builder().deals(500).start().await.expect("it starts");
    let outcomes = Arc::new(Mutex::new(Vec::new()));
    let seen = Arc::clone(&outcomes);
    let observed = Client::builder().observe(move |report| seen.lock().expect("a lock").push(report.outcome));
    let client = observed.webhook(&portal.webhook_url()).expect("a webhook");
    portal.plan(Fault::Delay(Duration::ZERO, Moment::Before));
    portal.plan(Fault::Delay(Duration::from_secs(3600), Moment::Before));
    let mut list = client.list(all_deals());
    list.next().await.expect("there is one").expect("it can be read");
    until(|| portal.received(DEALS) == 2).await;
    assert_eq!(*outcomes.lock().expect("a lock"), [Outcome::Done]);
    drop(list);
    until(|| *outcomes.lock().expect("a lock") == [Outcome::Done, Outcome::Cancelled]).await;
}

#[test]
fn a_runtime_that_is_gone_is_an_error_and_not_the_end() {
    let runtime = || tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let first = runtime();
    let (portal, client) = first.block_on(deals(500));
    let mut list = client.list(all_deals());
    first.block_on(async { list.next().await.expect("there is one").expect("it can be read") });
    drop(portal);
    drop(first);
    let (items, last) = runtime().block_on(async {
        let mut items = 1;
        loop {
            match list.next().await {
                Some(Ok(_)) => items += 1,
                last => break (items, last),
            }
        }
    });
    assert_eq!(items, 50);
    let error = last.expect("it says why it ends").expect_err("it has not ended by itself");
    assert!(matches!(error, bitrix_api::list::ListingError::Interrupted), "{error}");
}
