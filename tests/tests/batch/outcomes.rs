//! What becomes of a command is told from what becomes of the others.

use bitrix_api::CallError;
use bitrix_api::batch::Command;
use bitrix_api::biconnector::connector;
use bitrix_api::crm::deal::{self, GetError};
use bitrix_api::error::{Because, Execution, SystemErrorKind};
use bitrix_api::limits::{OperatingLimit, WhenUsedUp};
use bitrix_api::portal::{Fault, Moment, RateLimit, SystemCode};
use bitrix_tests::raw_server::{RawServer, Reply};

use crate::setting::{add, add_connector, client, deal, get, portal};

#[tokio::test]
async fn a_result_a_page_and_a_refusal_come_from_one_request() {
    let portal = portal(70).await;
    let mut batch = client(&portal).batch();
    let (found, lost) = (batch.add(get(7)).expect("it fits"), batch.add(get(99)).expect("it fits"));
    let page = batch.add(deal::List::new().start(50)).expect("it fits");
    let mut results = batch.send().await;

    assert_eq!((results.done(), results.failed(Execution::NotRun)), (2, 1));
    assert_eq!(results.take(found).expect("a deal").id, deal(7));
    let lost = results.take(lost).expect_err("there is none");
    assert!(matches!(lost, CallError::Refused { kind: GetError::NotFound, .. }), "{lost:?}");
    let page = results.answer(page).expect("a page");
    assert_eq!((page.result.len(), page.total, page.next), (20, Some(70), None));
    assert!(page.time.is_some_and(|time| time.operating.is_some() && time.date_start.is_some()));
    assert_eq!(portal.received("batch"), 1);
}

#[tokio::test]
async fn errors_inside_results_are_seen() {
    let portal = portal(0).await;
    let mut batch = client(&portal).batch();
    let added = batch.add(add_connector("Sales")).expect("it fits");
    let refused = batch.add(add_connector("")).expect_err("it is empty");
    assert_eq!(refused.execution(), Execution::NotRun);
    let id = connector::ConnectorId::new(99).expect("an id");
    let lost = batch.add(connector::Delete::new(id)).expect("it fits");
    let mut results = batch.send().await;
    assert!(results.take(added).is_ok());
    let lost = results.take(lost).expect_err("there is none");
    assert!(
        matches!(lost, CallError::Refused { kind: connector::DeleteError::ConnectorNotFound, .. }),
        "{lost:?}"
    );
}

#[tokio::test]
async fn a_batch_that_halts_ends_with_the_first_error_and_says_what_did_not_run() {
    let portal = portal(3).await;
    let mut batch = client(&portal).batch().halt();
    let commands: Vec<_> =
        (0..120).map(|at| batch.add(get(if at == 60 { 99 } else { 1 })).expect("it fits")).collect();
    let mut results = batch.send().await;
    for (at, command) in commands.into_iter().enumerate() {
        match (at, results.take(command)) {
            (0..60, result) => assert!(result.is_ok(), "{at}"),
            (60, Err(CallError::Refused { kind: GetError::NotFound, .. })) => {}
            (_, Err(CallError::NotReached(error))) => assert_eq!(error.because(), &Because::Halted),
            (_, other) => panic!("{at}: {other:?}"),
        }
    }
    assert_eq!((portal.ran("crm.deal.get"), portal.received("batch")), (60, 2));
}

#[tokio::test]
async fn a_request_without_an_answer_leaves_its_commands_unknown_and_the_others_as_they_are() {
    let portal = portal(0).await;
    let client = client(&portal);
    portal.plan(Fault::Drop(Moment::After).of_method("batch"));
    let mut batch = client.batch();
    let commands: Vec<_> = (0..60).map(|at| batch.add(add(&format!("{at}"))).expect("it fits")).collect();
    let mut results = batch.send().await;
    assert_eq!((results.done(), results.failed(Execution::Unknown)), (10, 50));
    let first = results.take(commands.into_iter().next().expect("one")).expect_err("nobody knows");
    assert!(matches!(&first, CallError::Batch(_)), "{first:?}");
    assert_eq!(first.execution(), Execution::Unknown);
    assert!(first.to_string().starts_with("crm.deal.add, in a batch: "), "{first}");
    // Each has run once, those whose answer got lost included.
    assert_eq!(portal.ran("crm.deal.add"), 60);
}

#[tokio::test]
async fn commands_that_only_look_are_sent_again() {
    let portal = portal(3).await;
    portal.plan(Fault::Drop(Moment::After).of_method("batch"));
    let mut batch = client(&portal).batch();
    let found = batch.add(get(1)).expect("it fits");
    assert!(batch.send().await.take(found).is_ok());
    assert_eq!(portal.ran("crm.deal.get"), 2);
}

#[tokio::test]
async fn nothing_is_sent_any_more_once_a_request_was_not_let_in() {
    let portal = portal(3).await;
    portal.plan(Fault::Error(SystemCode::NoAuthFound, Moment::Before).of_method("batch"));
    let mut batch = client(&portal).batch();
    let mut commands: Vec<_> = (0..51).map(|_| batch.add(get(1)).expect("it fits")).collect();
    let mut results = batch.send().await;
    assert_eq!(results.failed(Execution::NotRun), 51);
    let last = results.take(commands.pop().expect("the last")).expect_err("not sent");
    assert!(last.to_string().starts_with("crm.deal.get was not sent, since an earlier part"), "{last}");
    let CallError::Batch(last) = last else { panic!("{last:?}") };
    assert!(matches!(last.cause(), CallError::System(error) if error.kind == SystemErrorKind::NoAuthFound));
    assert_eq!(portal.ran("crm.deal.get"), 0);
}

#[tokio::test]
async fn a_request_counts_once_however_many_commands_it_has() {
    let limit = RateLimit { capacity: 4, per_second: 0.0 };
    let portal =
        bitrix_api::portal::Portal::builder().deals(1).rate_limit(limit).start().await.expect("a port");
    let mut batch = client(&portal).batch();
    for _ in 0..200 {
        batch.add(get(1)).expect("it fits");
    }
    assert_eq!(batch.send().await.done(), 200);
}

#[tokio::test]
async fn one_odd_result_leaves_the_others_intact() {
    let body = r#"{"result":{"result":{"c00":{"ID":"1","TITLE":["odd"]},"c01":true,"c03":true},
        "result_error":{"c02":{"error":"ACCESS_DENIED","error_description":"no"}},"result_total":[],"result_next":[],
        "result_time":{"c01":{"operating":"much"}}},"time":{}}"#;
    let server = RawServer::start(Reply::json(200, body)).await.expect("a port is free");
    let client = bitrix_api::Client::oauth(&format!("{}/rest/", server.base), "token").expect("an endpoint");
    let mut batch = client.batch();
    let odd = batch.add(get(1)).expect("it fits");
    let done = batch.add(deal::Delete::new(deal(1))).expect("it fits");
    let refused = batch.add(get(1)).expect("it fits");
    let also_done = batch.add(deal::Delete::new(deal(2))).expect("it fits");
    let absent = batch.add(deal::Delete::new(deal(3))).expect("it fits");
    let mut results = batch.send().await;
    let odd = results.take(odd).expect_err("a list is no text");
    assert!(matches!(&odd, CallError::Decode(error) if error.path() == "TITLE"), "{odd}");
    assert!(results.take(done).is_ok());
    let refused = results.take(refused).expect_err("it is");
    assert!(matches!(refused, CallError::Refused { kind: GetError::Other(_), .. }), "{refused:?}");
    assert!(results.take(also_done).is_ok());
    let absent = results.take(absent).expect_err("there is neither result nor error");
    assert_eq!(absent.execution(), Execution::Unknown, "{absent}");
}

#[tokio::test]
async fn a_result_is_not_given_for_a_command_of_another_batch() {
    let portal = portal(1).await;
    let client = client(&portal);
    let (mut one, mut other) = (client.batch(), client.batch());
    let _ = one.add(get(1)).expect("it fits");
    let foreign = other.add(get(1)).expect("it fits");
    let error = one.send().await.take(foreign).expect_err("it is another's");
    assert!(matches!(error, CallError::Invalid(_)), "{error:?}");
}

#[tokio::test]
async fn progress_is_told_after_each_request() {
    let portal = portal(1).await;
    let (tell, told) = std::sync::mpsc::channel();
    let mut batch =
        client(&portal).batch().on_progress(move |progress| tell.send(progress).unwrap_or_default());
    for _ in 0..101 {
        batch.add(get(1)).expect("it fits");
    }
    let _ = batch.send().await;
    let told: Vec<_> = told.iter().map(|progress| (progress.settled, progress.commands)).collect();
    assert_eq!(told, [(50, 101), (100, 101), (101, 101)]);
}

#[tokio::test]
async fn progress_is_told_of_commands_that_are_not_sent_any_more_too() {
    let portal = portal(1).await;
    let (tell, told) = std::sync::mpsc::channel();
    let batch = client(&portal).batch().halt();
    let mut batch = batch.on_progress(move |progress| tell.send(progress).unwrap_or_default());
    for at in 0..120 {
        batch.add(get(if at == 60 { 99 } else { 1 })).expect("it fits");
    }
    let _ = batch.send().await;
    let told: Vec<_> = told.iter().map(|progress| (progress.settled, progress.commands)).collect();
    assert_eq!(told, [(50, 120), (100, 120), (120, 120)]);
}

/// A batch of `crm.deal.delete` that was answered with this.
async fn answered(body: &str, halt: bool) -> (bitrix_api::batch::Results, Vec<Command<deal::Delete>>) {
    let server = RawServer::start(Reply::json(200, body)).await.expect("a port is free");
    let client = bitrix_api::Client::oauth(&format!("{}/rest/", server.base), "token").expect("an endpoint");
    let mut batch = if halt { client.batch().halt() } else { client.batch() };
    let commands = (1..=3).map(|id| batch.add(deal::Delete::new(deal(id))).expect("it fits")).collect();
    (batch.send().await, commands)
}

#[tokio::test]
async fn what_stands_beside_the_results_costs_none_of_them() {
    for beside in [
        r#""result_total":null,"result_next":false,"result_time":false"#,
        r#""result_total":7,"result_next":"","result_time":[1]"#,
        r#""result_total":{"c00":[]},"result_next":{"c00":{}},"result_time":{"c00":"x"}"#,
    ] {
        let body =
            format!(r#"{{"result":{{"result":{{"c00":true,"c01":true,"c02":true}},{beside}}},"time":{{}}}}"#);
        let (results, _) = answered(&body, false).await;
        assert_eq!(results.done(), 3, "{beside}: {results:?}");
    }
}

#[tokio::test]
async fn only_an_error_beside_the_results_ends_a_batch_that_halts() {
    // The server goes on behind an error inside a result, so what has no answer is none that was not reached.
    let inside = r#"{"result":{"result":{"c00":{"error":"X"},"c02":true}}}"#;
    let beside = r#"{"result":{"result":{},"result_error":{"c00":{"error":"X"}}}}"#;
    for (body, expected) in [(inside, Execution::Unknown), (beside, Execution::NotRun)] {
        let (mut results, mut commands) = answered(body, true).await;
        let error = results.take(commands.remove(1)).expect_err("it has no answer");
        assert_eq!(error.execution(), expected, "{error}");
    }
}

#[tokio::test]
async fn a_method_that_a_batch_has_used_up_is_not_sent_in_the_next_part() {
    let used_up = r#"{"result":{"result":{},"result_error":{"c00":{"error":"OPERATION_TIME_LIMIT"}}}}"#;
    let server = RawServer::start(Reply::json(200, used_up)).await.expect("a port is free");
    let limit = OperatingLimit { when_used_up: WhenUsedUp::Fail, ..OperatingLimit::default() };
    let client = bitrix_api::Client::builder().operating_limit(limit);
    let client = client.oauth(&format!("{}/rest/", server.base), "token").expect("an endpoint");
    let mut batch = client.batch();
    let mut commands: Vec<_> = (0..51).map(|_| batch.add(get(1)).expect("it fits")).collect();
    let mut results = batch.send().await;
    let last = results.take(commands.pop().expect("the last")).expect_err("there is no time left for it");
    let CallError::Batch(failed) = last else { panic!("{last:?}") };
    assert!(matches!(failed.cause(), CallError::Limited(_)), "{failed:?}");
    assert_eq!(server.received().len(), 1);
}

#[tokio::test]
async fn an_empty_batch_sends_nothing() {
    let portal = portal(0).await;
    let batch = client(&portal).batch();
    assert!(batch.is_empty());
    assert_eq!(batch.send().await.done(), 0);
    assert_eq!(portal.received("batch"), 0);
}
