//! Every fault against a call that looks and one that changes something: what the caller gets, and what really ran.

use std::time::Duration;

use bitrix_api::batch::Batchable;
use bitrix_api::biconnector::connector::List;
use bitrix_api::client::{OAuth, ServedTo};
use bitrix_api::error::Execution;
use bitrix_api::portal::{Fault, Moment, Origin, Portal, SystemCode};
use bitrix_api::{CallError, Client, Request};
use bitrix_tests::log::Log;

use crate::setting::{ADD, GET, add, assert_no_secret_in, bounded, builder, get, portal, until, word};

/// A fault that strikes one call, and what comes of it.
struct Row {
    fault: Fault,
    /// What a writing caller gets, and how often the write ran. Nothing is repeated that may have run.
    write: (&'static str, u64),
    /// What a reading caller gets, and how often the read ran.
    read: (&'static str, u64),
}

fn row(fault: Fault, write: (&'static str, u64), read: (&'static str, u64)) -> Row {
    Row { fault, write, read }
}

fn rows() -> Vec<Row> {
    use Moment::{After, Before};
    let error = |code, moment| Fault::Error(code, moment);
    let long = Duration::from_millis(900);
    vec![
        row(Fault::Drop(Before), ("unknown", 0), ("done", 1)),
        row(Fault::Drop(After), ("unknown", 1), ("done", 2)),
        row(Fault::Delay(long, Before), ("unknown", 1), ("done", 2)),
        row(Fault::Delay(long, After), ("unknown", 1), ("done", 2)),
        row(Fault::Page(502, Before), ("unknown", 0), ("done", 1)),
        row(Fault::Page(502, After), ("unknown", 1), ("done", 2)),
        row(Fault::Page(503, Before), ("unknown", 0), ("done", 1)),
        row(Fault::Page(504, After), ("unknown", 1), ("done", 2)),
        row(Fault::Page(200, Before), ("decode", 0), ("done", 1)),
        row(Fault::Page(200, After), ("decode", 1), ("done", 2)),
        row(Fault::Truncated, ("unknown", 1), ("done", 2)),
        row(Fault::Garbage, ("decode", 1), ("done", 2)),
        row(Fault::Empty, ("decode", 1), ("done", 2)),
        row(Fault::NotUtf8, ("decode", 1), ("done", 2)),
        row(Fault::Huge(1_000_000), ("decode", 1), ("done", 2)),
        row(error(SystemCode::InternalServerError, Before), ("system", 0), ("done", 1)),
        row(error(SystemCode::InternalServerError, After), ("system", 1), ("done", 2)),
        row(error(SystemCode::UnexpectedAnswer, After), ("system", 1), ("done", 2)),
        // Refused for the moment: repeated, whatever the call is.
        row(error(SystemCode::QueryLimitExceeded, Before), ("done", 1), ("done", 1)),
        // Refused for good, or for longer than a call may take: given to the caller at once.
        row(error(SystemCode::OverloadLimit, Before), ("system", 0), ("system", 0)),
        row(error(SystemCode::OperationTimeLimit, Before), ("system", 0), ("system", 0)),
        row(error(SystemCode::ExpiredToken, Before), ("system", 0), ("system", 0)),
        row(error(SystemCode::NoAuthFound, Before), ("system", 0), ("system", 0)),
        row(error(SystemCode::AccessDenied, Before), ("system", 0), ("system", 0)),
        row(error(SystemCode::PortalDeleted, Before), ("system", 0), ("system", 0)),
        row(error(SystemCode::MethodNotFound, Before), ("system", 0), ("system", 0)),
    ]
}

/// A client that gives an answer up long before the slowest fault lets it come.
fn client(portal: &Portal) -> Client<OAuth> {
    let builder = builder().timeout(Duration::from_millis(500));
    builder.oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint")
}

/// How often a method ran, once the portal has ended calls whose callers have gone.
async fn settled(portal: &Portal, method: &str, ran: u64) -> u64 {
    until(|| portal.ran(method) >= ran).await;
    portal.ran(method)
}

/// How often a call is sent that meets a fault once: a second time if it is done in the end.
fn sent(what: &str) -> u64 {
    if what == "done" { 2 } else { 1 }
}

/// Sends a request as the only command of a batch.
async fn in_batch<R>(client: &Client<OAuth>, request: R) -> Result<R::Output, CallError<R::Error>>
where
    R: Request<Context: ServedTo<OAuth> + Batchable, Output: 'static>,
{
    let mut batch = client.batch();
    let command = batch.add(request)?;
    batch.send().await.take(command)
}

#[tokio::test]
async fn a_fault_costs_a_write_at_most_its_answer_and_a_read_nothing() {
    bounded(async {
        for Row { fault, write, read } in rows() {
            let portal = portal().await;
            let client = client(&portal);
            portal.plan(fault.clone());
            let written = client.call(add("once")).await;
            assert_eq!(word(&portal, &written), write.0, "{fault}: {written:?}");
            assert_eq!(settled(&portal, ADD, write.1).await, write.1, "{fault}: how often the write ran");
            assert_eq!(portal.received(ADD), sent(write.0), "{fault}: how often the write was sent");
            if write.0 == "unknown" {
                assert_eq!(written.map_err(|error| error.execution()), Err(Execution::Unknown), "{fault}");
            }

            portal.plan(fault.clone());
            let seen = client.call(get()).await;
            assert_eq!(word(&portal, &seen), read.0, "{fault}: {seen:?}");
            assert_eq!(settled(&portal, GET, read.1).await, read.1, "{fault}: how often the read ran");
            assert_eq!(portal.received(GET), sent(read.0), "{fault}: how often the read was sent");

            portal.plan(fault.clone());
            let listed = client.call(List::new()).await;
            assert_eq!(word(&portal, &listed), read.0, "{fault}: {listed:?}");
            assert_eq!(
                listed.map_or(1, |list| list.len()) as u64,
                1 + write.1.min(1) * u64::from(read.0 == "done"),
                "{fault}"
            );
            let log = Log::of_this_program().text();
            assert!(log.contains("bitrix_call") && log.contains("outcome"), "calls are logged");
            assert_no_secret_in(&portal, &log);
        }
    })
    .await;
}

#[tokio::test]
async fn in_a_batch_a_fault_costs_no_more() {
    bounded(async {
        for Row { fault, write, read } in rows() {
            let portal = portal().await;
            let client = client(&portal);
            portal.plan(fault.clone());
            let written = in_batch(&client, add("once")).await;
            assert_eq!(word(&portal, &written), write.0, "{fault}: {written:?}");
            assert_eq!(settled(&portal, ADD, write.1).await, write.1, "{fault}: how often the write ran");
            assert_eq!(portal.received("batch"), sent(write.0), "{fault}: how often the batch was sent");
            if write.0 == "unknown" {
                assert_eq!(written.map_err(|error| error.execution()), Err(Execution::Unknown), "{fault}");
            }

            let portal = self::portal().await;
            portal.plan(fault.clone());
            let seen = in_batch(&self::client(&portal), get()).await;
            assert_eq!(word(&portal, &seen), read.0, "{fault}: {seen:?}");
            assert_eq!(settled(&portal, GET, read.1).await, read.1, "{fault}: how often the read ran");
            assert_no_secret_in(&portal, &Log::of_this_program().text());
        }
    })
    .await;
}

#[tokio::test]
async fn a_fault_that_stays_ends_after_so_many_tries_with_what_it_is() {
    bounded(async {
        for (fault, what) in [
            (Fault::Drop(Moment::Before), "transport"),
            (Fault::Page(502, Moment::Before), "transport"),
            (Fault::Page(200, Moment::Before), "decode"),
            (Fault::Error(SystemCode::InternalServerError, Moment::Before), "system"),
        ] {
            let portal = portal().await;
            portal.plan(fault.clone().times(100));
            let seen = client(&portal).call(get()).await;
            assert_eq!(word(&portal, &seen), what, "{fault}: {seen:?}");
            assert_eq!((portal.received(GET), portal.ran(GET)), (3, 0), "{fault}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_the_caller_calls_safe_is_repeated_though_it_writes() {
    bounded(async {
        let portal = portal().await;
        portal.plan(Fault::Drop(Moment::After));
        client(&portal).call(add("twice").safe_to_repeat()).await.expect("the second answer arrives");
        assert_eq!(portal.ran(ADD), 2);
        portal.plan(Fault::Drop(Moment::After));
        let params = serde_json::json!({ "id": 4, "fields": { "title": "same" } });
        let raw = client(&portal).call_raw("biconnector.connector.update", params).safe_to_repeat().await;
        assert_eq!(raw.expect("the second answer arrives"), true);
    })
    .await;
}

#[tokio::test]
async fn a_portal_that_nobody_reaches_is_tried_again_whatever_the_call() {
    bounded(async {
        let portal = portal().await;
        let address: Origin = (&portal).into();
        let client = client(&portal);
        portal.shutdown().await;
        let other = self::portal().await;
        let failed = client.call(add("never")).await;
        assert_eq!(word(&other, &failed), "transport", "{failed:?} at {address}");
        assert_eq!(failed.map_err(|error| error.execution()), Err(Execution::NotRun));
    })
    .await;
}
