//! Tokens that expire: renewed once for all, saved before they are used.

use bitrix_api::error::{CallError, SystemErrorKind};
use bitrix_api::oauth::{
    AuthError, GrantError, MemoryStore, StoreError, StoreLock, Stored, TokenStore, Tokens,
};
use bitrix_api::portal::{Fault, Moment, SystemCode};
use bitrix_tests::log::Log;
use url::Url;

use crate::setting::{
    ADD, GET, add, application, assert_no_secret_in, bounded, builder, client, get, portal, renewing, tokens,
    until, word,
};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thousand_calls_that_meet_an_expired_token_renew_it_once_and_all_succeed() {
    bounded(async {
        let portal = portal().await;
        let (client, store) = renewing(&portal).await;
        client.call(get()).await.expect("the first token holds");
        portal.expire_tokens();
        let mut calls = tokio::task::JoinSet::new();
        for _ in 0..1000 {
            let client = client.clone();
            calls.spawn(async move { client.call(get()).await });
        }
        for result in calls.join_all().await {
            result.expect("each is repeated with the new token");
        }
        let refreshes = portal.refreshes();
        assert_eq!((refreshes.succeeded, refreshes.refused), (1, 0));
        assert_eq!(portal.ran(GET), 1001);
        let grant = portal.grant();
        let kept = store.load(&grant.member_id).await.expect("it loads").expect("there are some");
        assert_eq!((&kept.access_token, &kept.refresh_token), (&grant.access_token, &grant.refresh_token));
        assert_no_secret_in(&portal, &Log::of_this_program().text());
    })
    .await;
}

#[tokio::test]
async fn clients_that_share_a_store_share_the_renewal() {
    bounded(async {
        let portal = portal().await;
        let (one, store) = renewing(&portal).await;
        let grant = portal.grant();
        let other =
            builder().application(&application(&grant), store, &grant.member_id).await.expect("tokens");
        portal.expire_tokens();
        let (first, second) = tokio::join!(one.call(get()), other.call(add("by the other")));
        first.expect("a new token");
        second.expect("a new token");
        assert_eq!(portal.refreshes().succeeded, 1);
        assert_eq!((portal.ran(GET), portal.ran(ADD)), (1, 1));
    })
    .await;
}

#[tokio::test]
async fn a_refused_renewal_tells_every_waiter_its_cause_and_is_not_asked_for_again() {
    bounded(async {
        let portal = portal().await;
        let grant = portal.grant();
        // Somebody else spends the refresh token.
        let other = application(&grant);
        let store = MemoryStore::with(tokens(&grant));
        let client = builder().application(&other, store.clone(), &grant.member_id).await.expect("tokens");
        let thief = builder()
            .application(&other, MemoryStore::with(tokens(&grant)), &grant.member_id)
            .await
            .expect("tokens");
        portal.expire_tokens();
        thief.call(get()).await.expect("the first renewal succeeds");
        let waiters: Vec<_> = (0..20)
            .map(|_| {
                let client = client.clone();
                tokio::spawn(async move { client.call(get()).await })
            })
            .collect();
        for waiter in waiters {
            let result = waiter.await.expect("it ends");
            assert_eq!(word(&portal, &result), "auth", "{result:?}");
            let Err(CallError::Auth(error)) = result else { panic!("it is refused") };
            assert_eq!(error.cause().refused(), Some(&GrantError::InvalidGrant));
        }
        let refused = portal.refreshes().refused;
        assert_eq!(refused, 1);
        assert_eq!(word(&portal, &client.call(get()).await), "auth");
        assert_eq!(portal.refreshes().refused, refused);
        // Once the store has other tokens, it goes on.
        store.save(&tokens(&portal.grant())).await.expect("it saves");
        client.call(get()).await.expect("the thief's tokens do");
    })
    .await;
}

#[tokio::test]
async fn causes_of_a_failed_renewal_are_told_apart() {
    bounded(async {
        for (code, cause) in [
            (SystemCode::PaymentRequired, GrantError::PaymentRequired),
            (SystemCode::InvalidClient, GrantError::InvalidClient),
            (SystemCode::InvalidGrant, GrantError::InvalidGrant),
        ] {
            let portal = portal().await;
            let (client, _) = renewing(&portal).await;
            portal.expire_tokens();
            portal.plan(
                bitrix_api::portal::PlannedFault::from(Fault::Error(code, Moment::Before)).of_authorisation(),
            );
            let result = client.call(get()).await;
            assert_eq!(word(&portal, &result), "auth", "{result:?}");
            let Err(CallError::Auth(error)) = result else { panic!("{code:?}") };
            assert_eq!(error.cause().refused(), Some(&cause));
        }
        for fault in [Fault::Drop(Moment::Before), Fault::Page(502, Moment::Before), Fault::Garbage] {
            let portal = portal().await;
            let (client, _) = renewing(&portal).await;
            portal.expire_tokens();
            portal.plan(fault.clone().of_authorisation());
            let result = client.call(get()).await;
            assert_eq!(word(&portal, &result), "auth", "{fault}: {result:?}");
            assert_no_secret_in(&portal, &Log::of_this_program().text());
        }
    })
    .await;
}

#[tokio::test]
async fn a_token_that_nobody_can_renew_is_the_caller_s_to_replace() {
    bounded(async {
        let portal = portal().await;
        portal.expire_tokens();
        match client(&portal).call(get()).await {
            Err(CallError::System(error)) => assert_eq!(error.kind, SystemErrorKind::ExpiredToken),
            other => panic!("{other:?}"),
        }
        assert_eq!(portal.received(GET), 1);
    })
    .await;
}

#[tokio::test]
async fn a_caller_that_goes_away_does_not_take_the_new_tokens_with_it() {
    bounded(async {
        let portal = portal().await;
        let (client, store) = renewing(&portal).await;
        let member_id = portal.grant().member_id;
        let old = store.load(&member_id).await.expect("it loads");
        portal.expire_tokens();
        let slow = Fault::Delay(std::time::Duration::from_millis(500), Moment::After);
        portal.plan(slow.of_authorisation());
        tokio::select! {
            early = client.call(get()) => panic!("its new token is still to come: {early:?}"),
            () = until(|| portal.received("oauth.token") == 1) => {}
        }
        client.call(get()).await.expect("the renewal that was begun goes on");
        assert_eq!(portal.refreshes().succeeded, 1);
        assert_ne!(store.load(&member_id).await.expect("it loads"), old);
    })
    .await;
}

/// A store that cannot save.
struct Full(MemoryStore);

impl TokenStore for Full {
    fn load<'s>(&'s self, member_id: &'s str) -> Stored<'s, Option<Tokens>> {
        self.0.load(member_id)
    }

    fn save<'s>(&'s self, _: &'s Tokens) -> Stored<'s, ()> {
        Box::pin(async { Err(StoreError::new("the disk is full")) })
    }

    fn remove<'s>(&'s self, member_id: &'s str) -> Stored<'s, ()> {
        self.0.remove(member_id)
    }

    fn lock<'s>(&'s self, member_id: &'s str) -> Stored<'s, StoreLock> {
        self.0.lock(member_id)
    }
}

#[tokio::test]
async fn tokens_that_cannot_be_saved_are_not_used() {
    bounded(async {
        let portal = portal().await;
        let grant = portal.grant();
        let store = Full(MemoryStore::with(tokens(&grant)));
        let client =
            builder().application(&application(&grant), store, &grant.member_id).await.expect("tokens");
        portal.expire_tokens();
        let result = client.call(add("never")).await;
        assert_eq!(word(&portal, &result), "auth", "{result:?}");
        let Err(CallError::Auth(error)) = result else { panic!("it is not sent") };
        assert!(matches!(error.cause(), AuthError::Store(_)));
        assert!(error.to_string().contains("the disk is full"), "{error}");
        assert_eq!(portal.ran(ADD), 0);
    })
    .await;
}

#[tokio::test]
async fn a_code_goes_to_the_server_by_the_callers_own_proxy() {
    bounded(async {
        let portal = portal().await;
        let grant = portal.grant();
        let server = Url::parse(&grant.token_address).expect("the portal has an address");
        // Nobody listens there; the proxy, which the portal stands in for, knows the way.
        let elsewhere = format!("http://localhost:9{}", server.path());
        let proxy = reqwest::Proxy::http(server).expect("it is an address");
        let http = reqwest::Client::builder().proxy(proxy);
        let application =
            application(&grant).authorization_server(&elsewhere).expect("it is on this machine");
        let lost = application.authorize(grant.code.expose()).await.expect_err("nobody listens");
        assert!(matches!(lost, AuthError::Transport(_)), "{lost:?}");
        let application = application.http(http).expect("it can be built");
        application.authorize(grant.code.expose()).await.expect("the code is fresh");
    })
    .await;
}

#[tokio::test]
async fn a_code_brings_the_first_tokens_once() {
    bounded(async {
        let portal = portal().await;
        let grant = portal.grant();
        let application = application(&grant);
        let tokens = application.authorize(grant.code.expose()).await.expect("the code is fresh");
        assert_eq!((&tokens.member_id, &tokens.client_endpoint), (&grant.member_id, &grant.client_endpoint));
        let store = MemoryStore::with(tokens);
        let client = builder().application(&application, store, &grant.member_id).await.expect("tokens");
        client.call(get()).await.expect("they are good");
        let again = application.authorize(grant.code.expose()).await.expect_err("the code is spent");
        assert_eq!(again.refused(), Some(&GrantError::InvalidGrant));
        assert_no_secret_in(&portal, &format!("{again}\n{again:?}"));
        let nobody =
            builder().application(&application, MemoryStore::new(), "nobody").await.expect_err("no tokens");
        assert!(nobody.to_string().contains("no tokens for the portal nobody"), "{nobody}");
    })
    .await;
}
