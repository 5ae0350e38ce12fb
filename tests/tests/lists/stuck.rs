//! Answers that would have a list go on for ever, or leave rows out.

use bitrix_api::list::{ListRequest, Listing, ListingError};
use serde_json::{Value, json};

use crate::setting::{Title, all_deals, rows, scripted};

/// How many items came before the error, and what that says.
async fn fate<R: ListRequest>(mut list: Listing<R>) -> (u64, String) {
    loop {
        match list.next().await {
            Some(Ok(_)) => {}
            Some(Err(error)) => {
                assert!(list.next().await.is_none(), "an error is the end");
                let ListingError::Stuck(stuck) = error else { panic!("{error}") };
                return (list.progress().items, stuck.to_string());
            }
            None => panic!("it ended without saying why"),
        }
    }
}

fn page(rows: Value, next: i64, total: Option<i64>) -> Value {
    match total {
        Some(total) => json!({ "result": rows, "next": next, "total": total }),
        None => json!({ "result": rows, "next": next }),
    }
}

#[tokio::test]
async fn a_list_of_rows_whose_next_page_is_none_ends_with_an_error() {
    let cases = [
        (page(rows(1..=50), 0, Some(200)), "the page at row 0 says that the next one begins at row 0"),
        (page(rows(1..=50), -1, Some(200)), "the page at row 0 says that the next one begins at row -1"),
        (page(rows(1..=50), 200, Some(200)), "the page at row 0 says that the next one begins at row 200"),
        (page(rows([]), 50, None), "the page at row 0 says that the next one begins at row 50"),
    ];
    for (answer, why) in cases {
        let (server, client) = scripted(vec![answer]).await;
        let fate = fate(client.list(all_deals().select::<Title>())).await;
        assert_eq!(fate, (0, format!("crm.deal.list: the list does not advance: {why}")));
        assert_eq!(server.received().len(), 1);
    }
}

#[tokio::test]
async fn a_page_that_comes_a_second_time_ends_the_list_with_an_error() {
    let again = [page(rows(1..=50), 50, Some(200)), page(rows(1..=50), 100, Some(200))];
    let (server, client) = scripted(again.to_vec()).await;
    let fate = fate(client.list(all_deals().select::<Title>())).await;
    let why = "crm.deal.list: the list does not advance: a page has the rows of the one before it";
    assert_eq!(fate, (50, why.to_owned()));
    assert_eq!(server.received().len(), 2);
}

#[tokio::test]
async fn a_portal_that_does_not_look_at_the_page_ends_the_list_with_an_error() {
    let connectors: Value = (1..=50).map(|id| json!({ "id": id, "title": "Same" })).collect();
    let (server, webhook) = scripted(vec![json!({ "result": connectors })]).await;
    let client = bitrix_api::Client::oauth(&format!("{}/rest/", server.base), "token").expect("an endpoint");
    drop(webhook);
    let fate = fate(client.list(bitrix_api::biconnector::connector::List::new().select::<Name>())).await;
    let why =
        "biconnector.connector.list: the list does not advance: a page has the rows of the one before it";
    assert_eq!(fate, (50, why.to_owned()));
}

#[derive(bitrix_api::Projection)]
#[bitrix(entity = "biconnector.connector")]
struct Name {
    #[allow(dead_code, reason = "nobody looks at it")]
    title: String,
}

#[tokio::test]
async fn a_walk_whose_ids_do_not_grow_ends_with_an_error() {
    let id = |after: i64, id: i64| format!("the row with the id {id} comes after that with the id {after}");
    let cases = [
        (vec![rows(1..=50), rows(1..=50)], 50, id(50, 1)),
        (vec![rows(1..=50), rows(50..=99)], 50, id(50, 50)),
        (vec![rows([1, 3, 2])], 0, id(3, 2)),
        (vec![rows([7, 7])], 0, id(7, 7)),
        (vec![json!([{ "ID": "1", "TITLE": "A" }, { "TITLE": "B" }])], 0, "a row has no id".to_owned()),
    ];
    for (pages, items, why) in cases {
        let answers = pages.into_iter().map(|rows| json!({ "result": rows, "total": 0 })).collect();
        let (_server, client) = scripted(answers).await;
        let fate = fate(client.list_by_id(all_deals().select::<Title>())).await;
        assert_eq!(fate, (items, format!("crm.deal.list: the list does not advance: {why}")));
    }
}
