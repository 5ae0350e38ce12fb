//! Access tokens that end, and the authorisation server that gives new ones out.

use std::time::Duration;

use bitrix_api::portal::{Fault, Grant, Moment, Portal, SystemCode};
use serde_json::{Value, json};

use crate::setting::{Answer, GET, ask, call, call_as, portal, seeded};

/// The query of a refresh.
fn refreshing(grant: &Grant) -> String {
    showing(grant, &format!("grant_type=refresh_token&refresh_token={}", grant.refresh_token.expose()))
}

/// A query that proves who asks.
fn showing(grant: &Grant, rest: &str) -> String {
    let (id, secret) = (&grant.client_id, grant.client_secret.expose());
    format!("client_id={id}&client_secret={secret}&{rest}")
}

async fn tokens(portal: &Portal, query: &str) -> Answer {
    ask(&portal.base_url(), "GET", &format!("/oauth/token/?{query}"), "").await
}

/// The code with which a call is refused; none for one that is not.
async fn refusal(portal: &Portal, token: &str) -> Option<String> {
    call_as(&portal.base_url(), token, GET, json!({ "id": 4 })).await.error()
}

fn text(value: &Value) -> &str {
    value.as_str().expect("a text")
}

#[tokio::test]
async fn a_retired_token_is_refused_until_it_is_refreshed() {
    let portal = portal().await;
    portal.expire_tokens();
    let answer = call(&portal, GET, json!({ "id": 4 })).await;
    assert_eq!((answer.status, answer.error().as_deref()), (Some(401), Some("expired_token")));
    assert_eq!((portal.received(GET), portal.ran(GET)), (1, 0));
    assert_eq!(refusal(&portal, portal.second_token()).await.as_deref(), Some("expired_token"));
    assert_eq!(refusal(&portal, "hush").await.as_deref(), Some("NO_AUTH_FOUND"));

    let new = tokens(&portal, &refreshing(&portal.grant())).await.json();
    assert_eq!(refusal(&portal, text(&new["access_token"])).await, None);
    assert_eq!(portal.grant().access_token.expose(), text(&new["access_token"]));
    assert_eq!(portal.grant().refresh_token.expose(), text(&new["refresh_token"]));
    portal.expire_tokens();
    assert_eq!(refusal(&portal, text(&new["access_token"])).await.as_deref(), Some("expired_token"));
}

#[tokio::test]
async fn the_answer_to_a_refresh_is_the_documented_one() {
    let portal = Portal::builder().token_lifetime(Duration::from_secs(600)).start().await;
    let portal = portal.expect("a port is free");
    let answer = tokens(&portal, &refreshing(&portal.grant())).await;
    let new = answer.json();
    assert_eq!(answer.status, Some(200));
    assert!(new["expires"].as_i64().is_some_and(|expires| expires > 1_700_000_000), "{new}");
    let domain = portal.base_url().replace("http://", "");
    for (member, value) in [
        ("client_endpoint", json!(portal.client_endpoint())),
        ("server_endpoint", json!(portal.client_endpoint())),
        ("domain", json!(domain)),
        ("expires_in", json!(600)),
        ("member_id", json!(portal.grant().member_id)),
        ("scope", json!("biconnector,crm,user")),
        ("status", json!("F")),
        ("user_id", json!(1)),
    ] {
        assert_eq!(new[member], value, "{member}");
    }
    assert_ne!(text(&new["access_token"]), portal.token());
}

#[tokio::test]
async fn a_refresh_token_serves_once_and_the_access_token_outlives_it() {
    let portal = seeded(portal().await);
    let grant = portal.grant();
    let new = tokens(&portal, &refreshing(&grant)).await.json();
    let again = tokens(&portal, &refreshing(&grant)).await;
    assert_eq!((again.status, again.json()), (Some(400), json!({ "error": "invalid_grant" })));
    for token in [portal.token(), text(&new["access_token"])] {
        assert_eq!(refusal(&portal, token).await, None, "both pairs' access tokens are valid");
    }
    let refreshes = portal.refreshes();
    assert_eq!((refreshes.succeeded, refreshes.refused), (1, 1));
}

#[tokio::test]
async fn a_code_becomes_tokens_once_by_get_or_post() {
    let portal = portal().await;
    let grant = portal.grant();
    let query = showing(&grant, &format!("grant_type=authorization_code&code={}", grant.code.expose()));
    let new = tokens(&portal, &query).await.json();
    assert_eq!(refusal(&portal, text(&new["access_token"])).await, None);
    assert_eq!(tokens(&portal, &query).await.error().as_deref(), Some("invalid_grant"));

    let grant = portal.second_grant();
    let body = json!({ "client_id": grant.client_id, "client_secret": grant.client_secret.expose(),
        "grant_type": "authorization_code", "code": grant.code.expose() });
    let new = ask(&portal.base_url(), "POST", "/oauth/token", &body.to_string()).await.json();
    let token = text(&new["access_token"]);
    let found = call_as(&portal.base_url(), token, GET, json!({ "id": 5 })).await.json();
    assert_eq!(found["result"]["item"]["id"], 5, "what the second application added");
    let refreshes = portal.refreshes();
    assert_eq!((refreshes.succeeded, refreshes.refused), (0, 0), "a code is no refresh");
}

#[tokio::test]
async fn what_cannot_be_granted_is_refused_as_the_real_server_does() {
    let portal = portal().await;
    let (first, second) = (portal.grant(), portal.second_grant());
    let own = refreshing(&first);
    let foreign = own.replace("portal-refresh", second.refresh_token.expose());
    for (query, status, error) in [
        ("grant_type=refresh_token&refresh_token=portal-refresh".to_owned(), 200, "wrong_client"),
        (own.replace("app-secret", "app-sesame"), 400, "invalid_client"),
        (showing(&first, "grant_type=refresh_token"), 400, "invalid_request"),
        (showing(&first, "refresh_token=portal-refresh"), 400, "invalid_request"),
        (showing(&first, "grant_type=refresh_token&refresh_token=hush"), 400, "invalid_grant"),
        (showing(&first, "grant_type=authorization_code&code=hush"), 400, "invalid_grant"),
        (foreign, 400, "invalid_grant"),
    ] {
        let answer = tokens(&portal, &query).await;
        assert_eq!((answer.status, answer.error().as_deref()), (Some(status), Some(error)), "{query}");
    }
    assert_eq!((portal.refreshes().succeeded, portal.refreshes().refused), (0, 5));
    assert_eq!(tokens(&portal, &own).await.status, Some(200), "nothing was used up");
}

#[tokio::test]
async fn the_second_application_keeps_its_tokens_when_the_first_refreshes() {
    let portal = portal().await;
    tokens(&portal, &refreshing(&portal.grant())).await;
    let new = tokens(&portal, &refreshing(&portal.second_grant())).await.json();
    for token in [portal.second_token(), text(&new["access_token"])] {
        let found = call_as(&portal.base_url(), token, GET, json!({ "id": 5 })).await.json();
        assert_eq!(found["result"]["item"]["id"], 5);
    }
}

#[tokio::test]
async fn the_authorisation_server_meets_faults_of_its_own() {
    let portal = portal().await;
    for (fault, status, issued) in [
        (Fault::Drop(Moment::Before), None, false),
        (Fault::Page(502, Moment::Before), Some(502), false),
        (Fault::Error(SystemCode::InternalServerError, Moment::Before), Some(500), false),
        (Fault::Error(SystemCode::PaymentRequired, Moment::Before), Some(401), false),
        (Fault::Delay(Duration::from_millis(5), Moment::Before), Some(200), true),
        (Fault::Drop(Moment::After), None, true),
        (Fault::Error(SystemCode::InternalServerError, Moment::After), Some(500), true),
    ] {
        let (grant, before) = (portal.grant(), portal.refreshes());
        portal.plan(fault.clone().of_authorisation());
        assert_eq!(refusal(&portal, portal.token()).await, None, "calls do not meet it");
        assert_eq!(tokens(&portal, &refreshing(&grant)).await.status, status, "{fault}");
        let after = portal.refreshes();
        assert_eq!((after.succeeded - before.succeeded, after.refused), (u64::from(issued), 0), "{fault}");
        let is_used_up = grant.refresh_token.expose() != portal.grant().refresh_token.expose();
        assert_eq!(is_used_up, issued, "{fault}");
    }
    assert_eq!((portal.received("oauth.token"), portal.ran("oauth.token")), (7, 3));
}

#[tokio::test]
async fn a_portal_can_begin_with_tokens_that_are_too_old() {
    let expired = Portal::builder().expire_tokens();
    let short_lived = Portal::builder().token_lifetime(Duration::ZERO);
    for (portal, after_refresh) in [(expired, None), (short_lived, Some("expired_token"))] {
        let portal = seeded(portal.start().await.expect("a port is free"));
        assert_eq!(refusal(&portal, portal.token()).await.as_deref(), Some("expired_token"));
        let new = tokens(&portal, &refreshing(&portal.grant())).await.json();
        assert_eq!(refusal(&portal, text(&new["access_token"])).await.as_deref(), after_refresh);
    }
}

#[tokio::test]
async fn no_secret_of_an_application_is_kept_or_printed() {
    let portal = portal().await;
    let (grant, second) = (portal.grant(), portal.second_grant());
    tokens(&portal, &refreshing(&grant)).await;
    tokens(
        &portal,
        &showing(&second, &format!("grant_type=authorization_code&code={}", second.code.expose())),
    )
    .await;
    // Where they do not belong.
    let misplaced = json!({ "client_secret": grant.client_secret.expose(), "id": 4,
        "refresh_token": grant.refresh_token.expose() });
    call(&portal, GET, misplaced).await;
    let calls = portal.calls();
    assert_eq!(calls.len(), 3);
    assert_eq!(
        calls[0].params(),
        json!({ "client_id": "portal-app", "client_secret": "***", "grant_type": "refresh_token",
            "refresh_token": "***" })
    );
    assert_eq!(calls[1].params()["code"], "***");
    assert_eq!(calls[2].params()["client_secret"], "***");
    let mut printed = format!("{grant:?} {second:#?} {portal:?}");
    for call in &calls {
        printed.push_str(&format!("{call} {call:?} {}", serde_json::to_string(call).expect("JSON")));
    }
    for grant in [&grant, &second] {
        for secret in [&grant.client_secret, &grant.access_token, &grant.refresh_token, &grant.code] {
            let secret = secret.expose();
            assert!(!printed.contains(secret), "{secret} is in {printed}");
        }
    }
}
