//! Lists that are walked by id.

use bitrix_api::crm::deal::Deal;
use bitrix_api::list::{Cursor, ListingError};
use serde_json::json;

use crate::setting::{DEALS, Numbered, Title, all_deals, asked, deal, deals, refused};

#[tokio::test]
async fn thousands_of_deals_come_once_each_in_the_order_of_their_ids_and_nobody_counts_them() {
    let (portal, client) = deals(3210).await;
    let mut list = client.list_by_id(all_deals().select::<Numbered>());
    let mut ids = Vec::new();
    while let Some(deal) = list.next().await {
        ids.push(deal.expect("a deal").id.get());
    }
    assert_eq!(ids, (1..=3210).collect::<Vec<_>>());
    assert_eq!((list.progress().items, list.progress().total), (3210, None));
    let asked = asked(&portal, DEALS);
    assert_eq!(asked.len(), 65);
    assert_eq!(asked[0], json!({ "order": { "ID": "ASC" }, "start": -1, "select": ["ID"] }));
    let second = json!({ "filter": { ">ID": 50 }, "order": { "ID": "ASC" }, "start": -1, "select": ["ID"] });
    assert_eq!(asked[1], second);
}

#[tokio::test]
async fn a_part_without_the_id_and_the_whole_are_walked_alike() {
    let (portal, client) = deals(170).await;
    let parts = client.list_by_id(all_deals().select::<Title>()).try_collect().await.expect("a list");
    let whole = client.list_by_id(all_deals()).try_collect().await.expect("a list");
    assert_eq!(asked(&portal, DEALS)[0]["select"], json!(["TITLE", "ID"]));
    let titles: Vec<_> = whole.iter().map(|deal| Title { title: deal.title.clone() }).collect();
    assert_eq!((parts.len(), parts), (170, titles));
}

#[tokio::test]
async fn a_filter_of_ones_own_holds_while_the_list_is_walked() {
    let (portal, client) = deals(400).await;
    let some = Deal::ID.above(deal(20)).and(Deal::ID.at_most(deal(333)));
    let found = client.list_by_id(all_deals().filter(some)).try_collect().await.expect("a list");
    let ids: Vec<_> = found.iter().map(|deal| deal.id.get()).collect();
    assert_eq!(ids, (21..=333).collect::<Vec<_>>());
    let asked = asked(&portal, DEALS);
    assert_eq!(asked[0]["filter"], json!({ ">ID": 20, "<=ID": 333 }));
    assert_eq!(asked[1]["filter"], json!({ "<=ID": 333, ">ID": 70 }));
}

#[tokio::test]
async fn an_order_of_ones_own_is_refused_and_that_by_the_id_is_not() {
    let (portal, client) = deals(3).await;
    for order in
        [Deal::TITLE.ascending(), Deal::ID.descending(), Deal::ID.ascending().then(Deal::TITLE.ascending())]
    {
        let error = client.list_by_id(all_deals().order(order)).try_collect().await.expect_err("an order");
        let ListingError::Call(error) = error else { panic!("{error}") };
        let expected =
            "crm.deal.list was not sent: order: a list that is walked by id can have no other order";
        assert_eq!(refused(error), expected);
    }
    assert_eq!(portal.received(DEALS), 0);
    let by_id = client.list_by_id(all_deals().order(Deal::ID.ascending())).try_collect().await;
    assert_eq!(by_id.expect("a list").len(), 3);
}

#[tokio::test]
async fn a_cursor_walks_without_a_stream() {
    let (_portal, client) = deals(120).await;
    let mut cursor = Cursor::by_id(all_deals().select::<Title>());
    let mut items = 0;
    while !cursor.is_done() {
        let page = client.answer(cursor.request()).await.expect("a page");
        items += cursor.take(page).expect("it advances").len();
    }
    assert_eq!(items, 120);
}
