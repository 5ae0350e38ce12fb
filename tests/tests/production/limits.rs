//! The portal's limits: a client keeps to them by itself.

use std::time::{Duration, Instant};

use bitrix_api::Client;
use bitrix_api::client::OAuth;
use bitrix_api::error::{CallError, SystemErrorKind, Waiting};
use bitrix_api::limits::{OperatingLimit, RateLimit, WhenUsedUp};
use bitrix_api::portal::{Fault, Moment, Portal, SystemCode};
use bitrix_tests::flood::flood;

use crate::setting::{GET, Reports, bounded, builder, get, portal, word};

const CAPACITY: u32 = 50;
const PER_SECOND: f64 = 25.0;
const FLOODED: &str = "the calls are made";

fn limited(portal: &Portal) -> Client<OAuth> {
    builder()
        .rate_limit(RateLimit { capacity: CAPACITY, per_second: PER_SECOND })
        .oauth(&portal.client_endpoint(), portal.token())
        .expect("an endpoint")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn three_hundred_calls_all_arrive_and_none_is_refused() {
    bounded(async {
        let portal = portal().await;
        portal.rate_limit(RateLimit { capacity: CAPACITY, per_second: PER_SECOND });
        let begun = Instant::now();
        assert_eq!(flood(&[limited(&portal)], 300).await.expect(FLOODED), 300);
        assert_eq!((portal.received(GET), portal.ran(GET), portal.refused_by_limit()), (300, 300, 0));
        // They cannot have been faster, or the portal would not have counted.
        assert!(begun.elapsed().as_secs_f64() > 250.0 / PER_SECOND - 0.1);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn two_clients_of_one_portal_share_its_limit() {
    bounded(async {
        let portal = portal().await;
        portal.rate_limit(RateLimit { capacity: CAPACITY, per_second: PER_SECOND });
        let clients = [limited(&portal), limited(&portal)];
        assert_eq!(flood(&clients, 300).await.expect(FLOODED), 300);
        assert_eq!((portal.ran(GET), portal.refused_by_limit()), (300, 0));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_portal_that_refuses_all_the_same_is_asked_again_more_slowly() {
    bounded(async {
        let portal = portal().await;
        // Somebody else uses most of it up.
        portal.rate_limit(RateLimit { capacity: 5, per_second: 50.0 });
        let client = builder()
            .rate_limit(RateLimit { capacity: CAPACITY, per_second: PER_SECOND })
            .oauth(&portal.client_endpoint(), portal.token())
            .expect("an endpoint");
        assert_eq!(flood(&[client], 100).await.expect(FLOODED), 100);
        assert_eq!(portal.ran(GET), 100);
        assert!(portal.refused_by_limit() > 0);
    })
    .await;
}

#[tokio::test]
async fn overload_is_no_limit_and_ends_the_call() {
    bounded(async {
        let portal = portal().await;
        portal.plan(Fault::Error(SystemCode::OverloadLimit, Moment::Before).times(5));
        match limited(&portal).call(get()).await {
            Err(CallError::System(error)) => assert_eq!(error.kind, SystemErrorKind::OverloadLimit),
            other => panic!("{other:?}"),
        }
        assert_eq!(portal.received(GET), 1);
    })
    .await;
}

#[tokio::test]
async fn a_turn_after_the_deadline_is_not_waited_for() {
    bounded(async {
        let portal = portal().await;
        let client = builder()
            .rate_limit(RateLimit { capacity: 3, per_second: 0.01 })
            .deadline(Duration::from_secs(30))
            .oauth(&portal.client_endpoint(), portal.token())
            .expect("an endpoint");
        for _ in 0..2 {
            client.call(get()).await.expect("there is room");
        }
        let begun = Instant::now();
        match client.call(get()).await {
            Err(CallError::Limited(error)) => {
                assert_eq!(error.waiting(), Waiting::ForTurn);
                assert!(error.left() > Some(Duration::from_secs(60)), "{error}");
                assert!(error.to_string().starts_with("biconnector.connector.get was not sent: "), "{error}");
            }
            other => panic!("{other:?}"),
        }
        assert!(begun.elapsed() < Duration::from_secs(15), "it waited {:?}", begun.elapsed());
        assert_eq!(portal.received(GET), 2);
    })
    .await;
}

#[tokio::test]
async fn applications_of_one_portal_have_each_their_own_time() {
    bounded(async {
        let portal = portal().await;
        let most = Duration::from_secs(8);
        portal.operating_limit(most);
        portal.operating_cost(GET, Duration::from_secs(9));
        let limit = OperatingLimit { most, when_used_up: WhenUsedUp::Fail };
        let client = |token: &str| {
            let builder = builder().operating_limit(limit);
            builder.oauth(&portal.client_endpoint(), token).expect("an endpoint")
        };
        let (first, again) = (client(portal.token()), client(portal.token()));
        first.call(get()).await.expect("the portal takes it");
        assert_eq!(word(&portal, &again.call(get()).await), "limited");
        let second = client(portal.second_token()).call(get()).await;
        // It is asked, and sees nothing of the first's connectors.
        assert_eq!(word(&portal, &second), "refused", "{second:?}");
        assert_eq!(portal.received(GET), 2);
    })
    .await;
}

#[tokio::test]
async fn a_method_that_has_used_up_its_time_waits_or_fails_and_others_go_on() {
    bounded(async {
        for when_used_up in [WhenUsedUp::Wait, WhenUsedUp::Fail] {
            let portal = portal().await;
            let most = Duration::from_secs(8);
            portal.operating_bucket(Duration::from_millis(150));
            portal.operating_limit(most);
            portal.operating_cost(GET, Duration::from_secs(5));
            let reports = Reports::default();
            let client = reports
                .observe(builder())
                .operating_limit(OperatingLimit { most, when_used_up })
                .oauth(&portal.client_endpoint(), portal.token())
                .expect("an endpoint");
            for _ in 0..2 {
                client.call(get()).await.expect("the portal takes it");
            }
            client.call(bitrix_api::biconnector::connector::List::new()).await.expect("another method");
            reports.take();
            let third = client.call(get()).await;
            let waited = reports.take()[0].waited;
            match when_used_up {
                WhenUsedUp::Wait => {
                    assert_eq!(word(&portal, &third), "done", "{third:?}");
                    assert!(waited > Duration::ZERO);
                }
                WhenUsedUp::Fail => {
                    assert_eq!(word(&portal, &third), "limited", "{third:?}");
                    assert_eq!(portal.received(GET), 2);
                }
            }
        }
    })
    .await;
}
