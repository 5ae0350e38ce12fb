//! Whatever befalls calls in whatever order: no write runs twice, and none is lost that the caller was told had run.

use std::collections::HashMap;
use std::time::Duration;

use bitrix_api::error::Execution;
use bitrix_api::portal::{Fault, Moment, SystemCode};

use crate::setting::{ADD, add, bounded, get, portal, renewing, word};

/// Any fault but those that make a test wait.
fn fault(random: &mut fastrand::Rng) -> Fault {
    let moment = if random.bool() { Moment::Before } else { Moment::After };
    match random.u8(..10) {
        0 | 1 => Fault::Drop(moment),
        2 => Fault::Page(random.choice([200, 502, 503, 504]).unwrap_or(502), moment),
        3 => Fault::Delay(Duration::from_millis(random.u64(..40)), moment),
        4 => Fault::Error(SystemCode::InternalServerError, moment),
        5 => Fault::Error(SystemCode::QueryLimitExceeded, Moment::Before),
        6 => Fault::Error(SystemCode::ExpiredToken, Moment::Before),
        7 => Fault::Truncated,
        8 => Fault::Garbage,
        _ => Fault::Empty,
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_interleaving_of_faults_makes_a_write_run_twice() {
    bounded(async {
        for seed in 0..60 {
            let mut random = fastrand::Rng::with_seed(seed);
            let portal = portal().await;
            let (client, _) = renewing(&portal).await;
            let writes = random.usize(1..12);
            for _ in 0..random.usize(..2 * writes) {
                portal.plan(fault(&mut random));
            }
            if random.bool() {
                portal.expire_tokens();
            }
            let mut calls = tokio::task::JoinSet::new();
            for number in 0..writes {
                let (client, title) = (client.clone(), format!("write {number}"));
                let goes_away = random.u8(..8) == 0;
                calls.spawn(async move {
                    let call = client.call(add(&title));
                    let result = match goes_away {
                        true => tokio::time::timeout(Duration::from_millis(5), call).await.ok(),
                        false => Some(call.await),
                    };
                    (title, result)
                });
            }
            let results = calls.join_all().await;
            // Calls whose callers have gone end too.
            tokio::time::sleep(Duration::from_millis(60)).await;
            let mut titles: HashMap<String, u32> = HashMap::new();
            portal.clear_plan();
            let kept = client.call_raw("biconnector.connector.list", serde_json::json!({})).read().await;
            for connector in kept.expect("no fault is left").as_array().expect("a list") {
                *titles.entry(connector["title"].as_str().expect("a text").to_owned()).or_default() += 1;
            }
            let ran = |title: &str| titles.get(title).copied().unwrap_or_default();
            for (title, result) in &results {
                assert!(ran(title) <= 1, "seed {seed}: {title} ran {} times", ran(title));
                let Some(result) = result else { continue };
                word(&portal, result);
                match result {
                    Ok(_) => assert_eq!(ran(title), 1, "seed {seed}: {title} is lost"),
                    Err(error) if error.execution() == Execution::NotRun => {
                        assert_eq!(ran(title), 0, "seed {seed}: {title} ran all the same: {error}");
                    }
                    Err(_) => {}
                }
            }
            assert!(portal.ran(ADD) <= writes as u64, "seed {seed}");
            client.call(get()).await.expect("nothing is left broken");
        }
    })
    .await;
}
