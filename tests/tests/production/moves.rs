//! A portal that has moved: the call goes on there with its body, and credentials go nowhere else.

use std::time::Duration;

use bitrix_api::error::{CallError, Execution};
use bitrix_api::portal::{Fault, Moment};

use crate::setting::{ADD, GET, add, bounded, builder, client, get, portal, renewing, until, word};

#[tokio::test]
async fn a_call_is_sent_on_with_its_body_and_later_ones_go_there_at_once() {
    bounded(async {
        for status in [302, 307, 308] {
            let (old, new) = (portal().await, portal().await);
            old.plan(Fault::Redirect(status, (&new).into()));
            let client = client(&old);
            let answer = client.answer(add("moved")).await.expect("it arrives");
            assert_eq!(answer.moved_to.as_deref(), Some(new.base_url().as_str()));
            assert_eq!((old.ran(ADD), new.ran(ADD)), (0, 1), "{status}");
            client.call(get()).await.expect("it goes to the new address");
            assert_eq!((old.received(GET), new.ran(GET)), (0, 1), "{status}");
            assert_eq!(client.origin(), new.base_url());
        }
    })
    .await;
}

#[tokio::test]
async fn clones_follow_together_and_a_webhook_follows_too() {
    bounded(async {
        let (old, new) = (portal().await, portal().await);
        old.moved_to(&new);
        let webhook = builder().webhook(&old.webhook_url()).expect("a webhook");
        let clone = webhook.clone();
        webhook.call(bitrix_api::biconnector::connector::Fields::new()).await.expect("it arrives");
        assert_eq!(clone.origin(), new.base_url());
    })
    .await;
}

#[tokio::test]
async fn nothing_goes_where_the_client_does_not_trust() {
    bounded(async {
        let (old, new) = (portal().await, portal().await);
        old.moved_to(&new);
        let client = builder()
            .follow_moves(|moved| !moved.to.starts_with("http://127.0.0.1"))
            .oauth(&old.client_endpoint(), old.token())
            .expect("an endpoint");
        let result = client.call(add("never")).await;
        assert_eq!(word(&old, &result), "transport", "{result:?}");
        let error = result.expect_err("it is not followed");
        assert_eq!(error.execution(), Execution::NotRun);
        assert!(error.to_string().contains("has moved to http://127.0.0.1"), "{error}");
        assert_eq!(new.received(ADD), 0);
    })
    .await;
}

#[tokio::test]
async fn portals_that_send_each_other_the_call_do_not_do_so_for_ever() {
    bounded(async {
        let (one, other) = (portal().await, portal().await);
        one.moved_to(&other);
        other.moved_to(&one);
        match client(&one).call(get()).await {
            Err(CallError::Transport(error)) => {
                assert!(error.to_string().contains("once too often"), "{error}");
            }
            other => panic!("{other:?}"),
        }
        assert!(one.received(GET) + other.received(GET) <= 6);
    })
    .await;
}

#[tokio::test]
async fn new_tokens_say_where_the_portal_is_now() {
    bounded(async {
        let (old, new) = (portal().await, portal().await);
        let (client, _) = renewing(&old).await;
        // Portals count their tokens: once this one has given as many, it knows the token that the other will give.
        let (other, _) = renewing(&new).await;
        new.expire_tokens();
        other.call(get()).await.expect("it is renewed");

        old.expire_tokens();
        old.plan(Fault::Delay(Duration::from_millis(300), Moment::Before).of_authorisation());
        let moving = async {
            // The portal says once more at its old address that the token has expired; the new token is for the new one.
            until(|| old.received(GET) == 1).await;
            old.moved_to(&new);
        };
        let (called, ()) = tokio::join!(client.answer(get()), moving);
        let answer = called.expect("it is renewed");
        assert_eq!(answer.moved_to, None, "nobody had to send it on");
        assert_eq!(client.origin(), new.base_url());
        assert_eq!((old.received(GET), new.received(GET)), (1, 1 + 2));
        assert_eq!(old.refreshes().succeeded, 1);
    })
    .await;
}
