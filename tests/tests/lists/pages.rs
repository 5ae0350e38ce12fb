//! Lists that count pages.

use bitrix_api::Projection;
use bitrix_api::biconnector::connector::{Connector, ConnectorId, List};
use serde_json::json;

use crate::setting::{CONNECTORS, alike, all_connectors, asked, connectors, ids_of};

#[derive(Debug, PartialEq, Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Title {
    title: String,
}

#[tokio::test]
async fn every_row_comes_once_however_many_pages_there_are() {
    for (count, pages) in [(0, 1), (1, 1), (49, 1), (50, 2), (51, 2), (120, 3)] {
        let (portal, client) = connectors(alike(count)).await;
        let found = client.list(all_connectors()).try_collect().await.expect("a list");
        assert_eq!(ids_of(&found), (1..=count).collect::<Vec<_>>());
        let asked: Vec<_> = asked(&portal, CONNECTORS).iter().map(|call| call["page"].clone()).collect();
        assert_eq!(asked, (1..=pages).map(|page| json!(page)).collect::<Vec<_>>(), "{count}");
    }
}

#[tokio::test]
async fn a_list_begins_at_the_page_that_the_request_names() {
    let (_portal, client) = connectors(alike(120)).await;
    let found = client.list(all_connectors().page(2)).try_collect().await.expect("a list");
    assert_eq!(ids_of(&found), (51..=120).collect::<Vec<_>>());
}

#[tokio::test]
async fn rows_that_an_order_leaves_equal_are_sorted_by_their_ids_so_that_pages_fit_together() {
    let (portal, client) = connectors(alike(3)).await;
    let orders = [
        (List::new(), json!({ "id": "ASC" })),
        (List::new().order(Connector::SORT.descending()), json!({ "sort": "DESC", "id": "ASC" })),
        (List::new().order(Connector::ID.descending()), json!({ "id": "DESC" })),
    ];
    for (request, order) in orders {
        portal.clear_calls();
        client.list(request).try_collect().await.expect("a list");
        assert_eq!(asked(&portal, CONNECTORS)[0]["order"], order);
    }
}

#[tokio::test]
async fn what_has_ended_stays_ended() {
    let (portal, client) = connectors(alike(2)).await;
    let mut list = client.list(all_connectors());
    for _ in 0..2 {
        list.next().await.expect("there is one").expect("it can be read");
    }
    for _ in 0..3 {
        assert!(list.next().await.is_none());
    }
    assert_eq!(portal.received(CONNECTORS), 1);
}

#[tokio::test]
async fn pages_come_as_the_portal_cuts_them_and_what_is_left_of_one_comes_first() {
    let (_portal, client) = connectors(alike(120)).await;
    let mut list = client.list(all_connectors());
    for _ in 0..20 {
        list.next().await.expect("there is one").expect("it can be read");
    }
    let mut pages = list.pages();
    assert_eq!(pages.progress().items, 20);
    let mut found = Vec::new();
    while let Some(page) = pages.next().await {
        found.push(ids_of(&page.expect("a page")));
    }
    let expected: [Vec<i64>; 3] = [(21..=50).collect(), (51..=100).collect(), (101..=120).collect()];
    assert_eq!(found, expected);
    assert_eq!(pages.progress().items, 120);
}

#[tokio::test]
async fn a_part_without_the_id_is_read_as_such_though_the_id_is_asked_for() {
    let (portal, client) = connectors(alike(60)).await;
    let list = List::new().order(Connector::ID.descending()).select::<Title>();
    let found = client.list(list).try_collect().await.expect("a list");
    assert_eq!((found.len(), found[0].title.as_str()), (60, "No. 60"));
    assert_eq!(asked(&portal, CONNECTORS)[0]["select"], json!(["title", "id"]));
}

#[tokio::test]
async fn a_stream_is_one_to_other_crates_too() {
    fn is_stream<
        S: futures_core::Stream<Item = Result<Connector, E>> + futures_core::FusedStream + Unpin,
        E,
    >(
        _: &S,
    ) {
    }
    let (_portal, client) = connectors(alike(1)).await;
    is_stream(&client.list(all_connectors()));
    let request = all_connectors();
    assert_eq!(client.call(&request).await.expect("a page")[0].id, ConnectorId::new(1).expect("an id"));
}
