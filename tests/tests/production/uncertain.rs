//! What is known of a call that may have run before it failed in another way.

use bitrix_api::Request as _;
use bitrix_api::error::Execution;
use bitrix_api::portal::{Fault, Moment, SystemCode};

use crate::setting::{ADD, add, bounded, builder, client, portal, word};

#[tokio::test]
async fn a_write_that_may_have_run_stays_unknown_though_its_repetition_is_refused() {
    bounded(async {
        let portal = portal().await;
        portal.plan(Fault::Drop(Moment::After));
        portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before));
        let result = client(&portal).call(add("once").safe_to_repeat()).await;
        assert_eq!(word(&portal, &result), "unknown", "{result:?}");
        assert_eq!(result.map_err(|error| error.execution()), Err(Execution::Unknown));
        assert_eq!((portal.received(ADD), portal.ran(ADD)), (2, 1));
    })
    .await;
}

#[tokio::test]
async fn a_write_that_cannot_have_run_is_what_its_last_failure_says() {
    bounded(async {
        let portal = portal().await;
        portal.plan(Fault::Error(SystemCode::QueryLimitExceeded, Moment::Before));
        portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before));
        let result = client(&portal).call(add("never").safe_to_repeat()).await;
        assert_eq!(word(&portal, &result), "system", "{result:?}");
        assert_eq!(result.map_err(|error| error.execution()), Err(Execution::NotRun));
    })
    .await;
}

#[tokio::test]
async fn a_call_may_take_as_long_as_it_likes() {
    bounded(async {
        let portal = portal().await;
        let longest = std::time::Duration::MAX;
        let client = builder()
            .deadline(longest)
            .timeout(longest)
            .header_timeout(longest)
            .oauth(&portal.client_endpoint(), portal.token())
            .expect("an endpoint");
        client.call(add("patient")).await.expect("it is added");
    })
    .await;
}
