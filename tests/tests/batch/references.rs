//! Later commands refer to what earlier ones will give.

use bitrix_api::as_serde::Serde;
use bitrix_api::biconnector::connector;
use bitrix_api::crm::deal::{Delete, Get, Update};
use bitrix_api::error::{Because, Execution, Invalid};
use bitrix_api::{CallError, Request as _};

use crate::setting::{add, add_connector, client, get, portal};

#[tokio::test]
async fn an_identifier_can_be_used_before_there_is_one() {
    let portal = portal(5).await;
    for halt in [true, false] {
        let batch = client(&portal).batch();
        let mut batch = if halt { batch.halt() } else { batch };
        let added = batch.add(add("First")).expect("it fits");
        let updated = batch.add(Update::new(added.id()).title("Second")).expect("it fits");
        let read = batch.add(Get::new(added.id())).expect("it fits");
        let before = portal.received("batch");
        let mut results = batch.send().await;
        let id = results.take(added).expect("it is added");
        results.take(updated).expect("it is there");
        let deal = results.take(read).expect("it is there");
        assert_eq!((deal.id, deal.title.as_str()), (id, "Second"));
        // A server that does not halt would run what refers to nothing; so the client looks first.
        assert_eq!(portal.received("batch") - before, if halt { 1 } else { 2 });
    }
}

#[tokio::test]
async fn a_split_fills_in_what_the_first_part_has_given() {
    let portal = portal(0).await;
    let mut batch = client(&portal).batch().halt();
    let added: Vec<_> = (0..50).map(|at| batch.add(add(&format!("{at}"))).expect("it fits")).collect();
    let read: Vec<_> = added.iter().map(|added| batch.add(Get::new(added.id())).expect("it fits")).collect();
    let mut results = batch.send().await;
    for (at, (added, read)) in added.into_iter().zip(read).enumerate() {
        let (id, deal) =
            (results.take(added).expect("it is added"), results.take(read).expect("it is there"));
        assert_eq!((deal.id, deal.title), (id, at.to_string()));
    }
    assert_eq!(portal.received("batch"), 2);
}

#[tokio::test]
async fn what_refers_to_nothing_is_not_run() {
    let portal = portal(3).await;
    for halt in [true, false] {
        let batch = client(&portal).batch();
        let mut batch = if halt { batch.halt() } else { batch };
        // The currency is none, so there will be no deal.
        let added = batch.add(add("x").currency_id("none")).expect("it fits");
        let deleted = batch.add(Delete::new(added.id())).expect("it fits");
        let again = batch.add(Delete::new(added.id())).expect("it fits");
        let mut results = batch.send().await;
        let refused = results.take(added).expect_err("the currency is none");
        assert_eq!(refused.execution(), Execution::NotRun);
        for command in [deleted, again] {
            let error = results.take(command).expect_err("there is nothing to delete");
            let CallError::NotReached(error) = error else { panic!("{error:?}") };
            let because =
                if halt { Because::Halted } else { Because::NoResult { of: "crm.deal.add".to_owned() } };
            assert_eq!(error.because(), &because);
        }
    }
    // Least of all the deal 1, which is what PHP makes of a reference that leads nowhere.
    assert_eq!(portal.ran("crm.deal.delete"), 0);
}

#[tokio::test]
async fn behind_a_method_whose_errors_do_not_halt_a_reference_waits() {
    let portal = portal(0).await;
    let mut batch = client(&portal).batch().halt();
    let added = batch.add(add_connector("Sales")).expect("it fits");
    let read = batch.add(connector::Get::new(added.id())).expect("it fits");
    let mut results = batch.send().await;
    let id = results.take(added).expect("it is added");
    assert_eq!(results.take(read).expect("it is there").id, id);
    assert_eq!(portal.received("batch"), 2);
}

#[tokio::test]
async fn an_identifier_to_come_is_of_no_use_elsewhere() {
    let portal = portal(1).await;
    let client = client(&portal);
    let mut batch = client.batch();
    let added = batch.add(add("x")).expect("it fits");
    let id = added.id();
    assert_eq!(id.to_string(), "the id that command 0 will give");

    let is_refused = |error: CallError<_>| matches!(error, CallError::Invalid(error) if matches!(*error, Invalid::Reference { .. }));
    assert!(is_refused(client.call(Get::new(id)).await.expect_err("nobody knows it yet")));
    assert!(is_refused(
        client.batch().add(Get::new(id)).map(|_| ()).expect_err("another batch does not know it")
    ));
    let error =
        serde_json::to_value(Serde(id)).expect_err("nobody knows it yet, serde's formats least of all");
    assert_eq!(error.to_string(), "it refers to the result of another command, which only its batch knows");
    assert!(Get::new(id).check().is_ok() && portal.ran("crm.deal.get") == 0);
    let _ = client.call(get(1)).await.expect("an identifier that is one");
}
