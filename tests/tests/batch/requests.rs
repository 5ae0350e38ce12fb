//! How many requests a batch takes, and what becomes of thousands of commands.

use std::sync::Arc;

use bitrix_api::CallError;
use bitrix_api::crm::deal::{AddError, List};
use bitrix_api::error::Execution;
use bitrix_api::portal::{Fault, Moment};

use crate::setting::{add, client, portal};

#[tokio::test]
async fn five_thousand_deals_are_added_in_a_hundred_requests() {
    let portal = portal(0).await;
    let mut batch = client(&portal).batch();
    let commands: Vec<_> =
        (0..5_000).map(|at| batch.add(add(&format!("Deal {at}"))).expect("it fits")).collect();
    let mut results = batch.send().await;
    let ids: Vec<_> =
        commands.into_iter().map(|command| results.take(command).expect("it is added").get()).collect();
    assert_eq!(ids, (1..=5_000).collect::<Vec<_>>());
    assert_eq!(portal.received("batch"), 100);
}

#[tokio::test]
async fn refused_unknown_and_done_are_told_apart_and_none_is_sent_twice() {
    let portal = Arc::new(portal(0).await);
    let client = client(&portal);
    let mut batch = client.batch();
    let commands: Vec<_> = (0..5_000)
        .map(|at| {
            let add = add(&format!("Deal {at}"));
            batch.add(if at % 7 == 6 { add.currency_id("none") } else { add }).expect("it fits")
        })
        .collect();
    // The connection is lost in the middle, once half of them have been answered.
    let half = batch.on_progress({
        let portal = Arc::clone(&portal);
        move |progress| {
            if progress.settled == 2_500 {
                portal.plan(Fault::Drop(Moment::After).of_method("batch"));
            }
        }
    });
    let mut results = half.send().await;
    let mut counts = [0; 3];
    for (at, command) in commands.into_iter().enumerate() {
        let lost = (2_500..2_550).contains(&at);
        match results.take(command) {
            Ok(_) if at % 7 != 6 && !lost => counts[0] += 1,
            Err(CallError::Refused { kind: AddError::InvalidCurrency, .. }) if at % 7 == 6 && !lost => {
                counts[1] += 1
            }
            Err(error) if lost => {
                assert_eq!(error.execution(), Execution::Unknown);
                counts[2] += 1;
            }
            other => panic!("{at}: {other:?}"),
        }
    }
    assert_eq!(counts, [4_243, 707, 50]);
    assert_eq!(portal.received("batch"), 100);
    let deals = client.answer(List::new()).await.expect("a page").total;
    assert_eq!(deals, Some(5_000 - 714));
}
