//! Lists that count rows.

use bitrix_api::crm::deal::Deal;
use bitrix_api::list::ListingError;
use bitrix_api::portal::{Fault, Moment, SystemCode};
use serde_json::json;

use crate::setting::{DEALS, Numbered, Title, all_deals, asked, deals, rows, scripted};

#[tokio::test]
async fn every_row_comes_once_and_the_total_is_known_from_the_first_page_on() {
    let (portal, client) = deals(230).await;
    let mut list = client.list(all_deals().order(Deal::ID.descending()).select::<Numbered>());
    assert_eq!((list.progress().items, list.progress().total), (0, None));
    let mut ids = Vec::new();
    while let Some(deal) = list.next().await {
        ids.push(deal.expect("a deal").id.get());
        assert_eq!((list.progress().items, list.progress().total), (ids.len() as u64, Some(230)));
    }
    assert_eq!(ids, (1..=230).rev().collect::<Vec<_>>());
    let starts: Vec<_> = asked(&portal, DEALS).iter().map(|call| call["start"].clone()).collect();
    assert_eq!(starts, [0, 50, 100, 150, 200].map(|start| json!(start)));
}

#[tokio::test]
async fn a_list_begins_at_the_row_that_the_request_names_and_counts_whatever_it_says() {
    let (_portal, client) = deals(130).await;
    let from_the_third_page = client.list(all_deals().start(100)).try_collect().await.expect("a list");
    assert_eq!(from_the_third_page.len(), 30);
    // By itself -1 gives one page, and nobody says that there are others.
    let uncounted = client.list(all_deals().start(-1)).try_collect().await.expect("a list");
    assert_eq!(uncounted.len(), 130);
}

#[tokio::test]
async fn an_error_in_the_middle_ends_the_list_behind_the_last_whole_page() {
    let (portal, client) = deals(230).await;
    let harmless = Fault::Delay(std::time::Duration::ZERO, Moment::Before);
    portal.plan(harmless.times(2));
    portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before));
    let mut list = client.list(all_deals());
    let mut items = 0;
    let error = loop {
        match list.next().await.expect("it does not end without saying why") {
            Ok(_) => items += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(error, ListingError::Call(bitrix_api::CallError::System(_))), "{error}");
    assert_eq!((items, list.progress().items), (100, 100));
    assert!(list.next().await.is_none() && list.next().await.is_none());
    assert_eq!(portal.received(DEALS), 3);

    portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before));
    assert!(client.list(all_deals()).try_collect().await.is_err());
}

#[tokio::test]
async fn a_page_that_is_lost_on_its_way_is_asked_for_again() {
    let (portal, client) = deals(230).await;
    portal.plan(Fault::Delay(std::time::Duration::ZERO, Moment::Before));
    portal.plan(Fault::Drop(Moment::After));
    portal.plan(Fault::Page(502, Moment::Before));
    let found = client.list(all_deals()).try_collect().await.expect("a list");
    let ids: Vec<_> = found.iter().map(|deal| deal.id.get()).collect();
    assert_eq!(ids, (1..=230).collect::<Vec<_>>());
    assert!(portal.received(DEALS) > 5);
}

#[tokio::test]
async fn an_item_that_cannot_be_read_is_the_error_of_its_whole_page_with_its_place() {
    let mut broken = rows(51..=53);
    broken[1]["TITLE"] = json!({ "a": 1 });
    let first = json!({ "result": rows(1..=50), "next": 50, "total": 53 });
    let (_server, client) = scripted(vec![first, json!({ "result": broken, "total": 53 })]).await;
    let mut list = client.list(all_deals().select::<Title>());
    for _ in 0..50 {
        list.next().await.expect("there is one").expect("it can be read");
    }
    match list.next().await {
        Some(Err(ListingError::Call(bitrix_api::CallError::Decode(error)))) => {
            assert_eq!(error.path(), "result[1].TITLE");
        }
        other => panic!("{other:?}"),
    }
    assert!(list.next().await.is_none());
}
