//! Filters and orders as they go out, and what is refused before it does.

use bitrix_api::biconnector::connector::{Connector, List};
use bitrix_api::biconnector::source::{self, Source};
use bitrix_api::codec::to_json;
use bitrix_api::crm::deal::{self, Deal};
use bitrix_api::jiff::civil;
use bitrix_api::list::{Filter, Order};
use bitrix_api::{Date, DateTime, Request};
use bitrix_tests::body::of as sent;
use serde_json::{Value, json};

use crate::setting::{all_deals, connector, deal, deals};

fn sent_filter(filter: Filter<Connector>) -> Value {
    sent(&List::new().filter(filter))["filter"].clone()
}

fn why(request: &impl Request) -> String {
    request.check().expect_err("it is refused").to_string()
}

#[test]
fn each_comparison_has_its_prefix_and_each_value_its_notation() {
    let date: Date = "2024-03-02".parse().expect("a date");
    let moment: DateTime = "2024-03-02T10:00:00+02:00".parse().expect("a date");
    let filter = Deal::TITLE
        .equals("a")
        .and(Deal::TITLE.differs_from("b"))
        .and(Deal::OPPORTUNITY.above(10))
        .and(Deal::OPPORTUNITY.at_most("20.5".parse::<bitrix_api::Decimal>().expect("a sum")))
        .and(Deal::DATE_CREATE.at_least(moment))
        .and(Deal::BEGINDATE.below(date))
        .and(Deal::STAGE_ID.one_of(["NEW", "WON"]))
        .and(Deal::CATEGORY_ID.none_of([1, 2]))
        .and(Deal::COMMENTS.contains("c"))
        .and(Deal::COMMENTS.lacks("d"))
        .and(Deal::SOURCE_ID.like("e%"))
        .and(Deal::OPENED.equals(true))
        .and(Deal::UF.named("UF_CRM_1").equals("f"))
        .and(Deal::UF.named("CRM_2").equals(7));
    let expected = json!({
        "=TITLE": "a", "!=TITLE": "b", ">OPPORTUNITY": "10", "<=OPPORTUNITY": "20.5",
        ">=DATE_CREATE": "2024-03-02T10:00:00+02:00", "<BEGINDATE": "2024-03-02", "@STAGE_ID": ["NEW", "WON"],
        "!@CATEGORY_ID": [1, 2], "%COMMENTS": "c", "!%COMMENTS": "d", "%=SOURCE_ID": "e%", "=OPENED": "Y",
        "=UF_CRM_1": "f", "=UF_CRM_2": 7,
    });
    let request = all_deals().filter(filter);
    assert_eq!(sent(&request)["filter"], expected);
    assert_eq!(request.check(), Ok(()));
    // Booleans of this family are JSON's own.
    let active = source::List::new().filter(Source::ACTIVE.equals(false));
    assert_eq!(sent(&active), json!({ "filter": { "=active": false } }));
}

#[test]
fn an_added_field_is_compared_with_whatever_a_field_can_hold() {
    let (field, text) = (|| Deal::UF.named("X"), "a".to_owned());
    let filters = [
        (field().equals(&text), json!("a")),
        (field().equals(deal(7)), json!(7)),
        (field().equals(civil::date(2024, 3, 2)), json!("2024-03-02")),
        (field().equals(civil::date(2024, 3, 2).at(10, 0, 0, 0)), json!("2024-03-02T10:00:00")),
        (field().one_of([deal(7), deal(8)]), json!([7, 8])),
    ];
    for (filter, expected) in filters {
        let filter = sent(&all_deals().filter(filter))["filter"].clone();
        assert_eq!(filter.as_object().and_then(|filter| filter.values().next()), Some(&expected));
    }
}

#[test]
fn alternatives_stand_in_a_group_and_never_at_the_top() {
    let (a, b, c) = (
        || Connector::TITLE.equals("a"),
        || Connector::SORT.above(1),
        || Connector::ID.one_of([connector(4)]),
    );
    assert_eq!(sent_filter(a().or(b())), json!({ "0": { "logic": "OR", "=title": "a", ">sort": 1 } }));
    assert_eq!(sent_filter(a().or(b()).or(c())), sent_filter(a().or(b().or(c()))));
    let nested = json!({ "0": { "logic": "OR", "0": { "=title": "a", ">sort": 1 }, "@id": [4] } });
    assert_eq!(sent_filter(a().and(b()).or(c())), nested);
    let beside = json!({ "0": { "logic": "OR", "=title": "a", ">sort": 1 }, "@id": [4] });
    assert_eq!(sent_filter(a().or(b()).and(c())), beside);
    // All rows are all rows, whatever else.
    assert_eq!(sent_filter(a().or(Filter::new())), Value::Null);
    assert_eq!(sent_filter(Filter::new().and(a())), json!({ "=title": "a" }));
}

#[test]
fn what_an_object_can_have_only_once_goes_into_groups_or_is_refused() {
    let twice = Connector::TITLE.differs_from("a").and(Connector::TITLE.differs_from("b"));
    assert_eq!(List::new().filter(twice.clone()).check(), Ok(()));
    assert_eq!(sent_filter(twice), json!({ "!=title": "a", "0": { "!=title": "b" } }));
    let either = Connector::TITLE.equals("a").or(Connector::TITLE.equals("b"));
    assert_eq!(sent_filter(either), json!({ "0": { "logic": "OR", "=title": "a", "0": { "=title": "b" } } }));

    let twice = Deal::TITLE.differs_from("a").and(Deal::TITLE.differs_from("b"));
    let expected = "filter[\"!=TITLE\"]: said twice, and the server sees only one of the two";
    assert_eq!(why(&all_deals().filter(twice)), expected);
}

#[test]
fn a_list_without_values_is_refused_where_the_server_would_give_all_rows() {
    let none: [&str; 0] = [];
    let request = all_deals().filter(Deal::STAGE_ID.one_of(none));
    assert_eq!(why(&request), "filter[\"@STAGE_ID\"]: empty, and must not be");
    let inside = Connector::TITLE.equals("a").or(Connector::SORT.one_of(Vec::<i64>::new()));
    assert_eq!(why(&List::new().filter(inside)), "filter[\"@sort\"]: empty, and must not be");
    // None of none are all.
    assert_eq!(sent(&all_deals().filter(Deal::STAGE_ID.none_of(none))), json!({}));
}

#[test]
fn what_cannot_be_the_name_of_an_added_field_is_refused() {
    for name in ["UF_CRM_*", "UF_CRM 1", "UF_=CRM", "UF_ä"] {
        let request = all_deals().filter(Deal::UF.named(name).equals(1));
        assert_eq!(why(&request), format!("filter[\"={name}\"]: not of the form ^[A-Za-z0-9_]+$"));
    }
}

#[test]
fn what_cannot_be_the_name_of_a_field_is_refused_in_an_order_too() {
    for name in ["UF_X*", "UF_X 1", "UF_>X"] {
        let request = all_deals().order(Deal::UF.named(name).ascending());
        assert_eq!(why(&request), format!("order[\"{name}\"]: not of the form ^[A-Za-z0-9_]+$"));
        assert_eq!(sent(&request), json!({ "order": { (name): "ASC" } }));
    }
}

#[tokio::test]
async fn identifiers_that_a_batch_will_give_are_equal_only_if_they_are_the_same() {
    let (_portal, client) = deals(1).await;
    let mut batch = client.batch();
    let mut added = || batch.add(deal::Add::new().title("New")).expect("a batch can carry it").id();
    let (one, other) = (added(), added());
    let equal = |id| Deal::ID.equals(id);
    assert_eq!(equal(one), equal(one));
    assert_ne!(equal(one), equal(other));
    assert_ne!(equal(one), equal(deal(1)));
    assert_ne!(Deal::ID.one_of([one, other]), Deal::ID.one_of([other, one]));
}

#[tokio::test]
async fn an_identifier_that_a_batch_will_give_can_be_filtered_by() {
    let (_portal, client) = deals(3).await;
    let mut batch = client.batch().halt();
    let added = batch.add(deal::Add::new().title("New")).expect("a batch can carry it");
    let those_after_the_second = Deal::ID.at_most(added.id()).and(Deal::ID.above(deal(2)));
    let listed = batch.add(all_deals().filter(those_after_the_second)).expect("a batch can carry it");
    let mut results = batch.send().await;
    let ids: Vec<_> = results.take(listed).expect("a page").iter().map(|deal| deal.id.get()).collect();
    assert_eq!(ids, [3, 4]);
}

#[test]
fn an_order_names_each_field_once_the_most_important_first() {
    let order = Deal::STAGE_ID.descending().then(Deal::ID.ascending()).then(Deal::STAGE_ID.ascending());
    let request = deal::List::new().order(order);
    assert_eq!(to_json(&request), br#"{"order":{"STAGE_ID":"DESC","ID":"ASC"}}"#);
    assert_eq!(to_json(&deal::List::new().order(Order::new())), b"{}");
}
