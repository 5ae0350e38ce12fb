//! The methods that every portal answers.

use bitrix_api::{Client, basic};
use bitrix_tests::http::get;
use serde_json::json;

use crate::setting::{ask, ask_by_webhook, call, portal};

#[tokio::test]
async fn an_application_is_told_what_it_is_and_a_webhook_its_scope_and_the_plan() {
    let portal = portal().await;
    let application = call(&portal, "app.info", json!({})).await;
    assert_eq!(
        (
            &application["ID"],
            &application["CODE"],
            &application["INSTALLED"],
            &application["PAYMENT_EXPIRED"]
        ),
        (&json!(1), &json!("portal.self"), &json!(true), &json!("N"))
    );
    assert!(application.get("SCOPE").is_none());
    let second = Client::oauth(&portal.client_endpoint(), portal.second_token()).expect("an endpoint");
    let second = second.call(basic::AppInfo::new()).await.expect("an application");
    assert_eq!((second.id, second.code.as_deref()), (Some(2), Some("portal.second")));

    let (status, webhook) = ask_by_webhook(&portal, "app.info", json!({})).await;
    let scope = ["biconnector", "crm", "user"];
    assert_eq!(
        (status, &webhook["result"]),
        (200, &json!({ "SCOPE": scope, "LICENSE": application["LICENSE"] }))
    );
    assert_eq!(call(&portal, "scope", json!({})).await, json!(scope));
    let all = call(&portal, "scope", json!({ "full": true })).await;
    let grant = portal.grant();
    let address = format!(
        "{}?grant_type=refresh_token&client_id={}&client_secret={}&refresh_token={}",
        grant.token_address,
        grant.client_id,
        grant.client_secret.expose(),
        grant.refresh_token.expose()
    );
    let (_, tokens) = get(&address).await.expect("an answer");
    let tokens: serde_json::Value = serde_json::from_str(&tokens).expect("it is JSON");
    assert_eq!(tokens["scope"], scope.join(","), "tokens are for what the caller is told of");
    assert!(all.as_array().is_some_and(|all| all.len() > 3 && all.contains(&json!("department"))), "{all}");
}

#[tokio::test]
async fn a_method_exists_if_the_portal_answers_it() {
    let portal = portal().await;
    for (name, is_there) in [
        (json!("biconnector.connector.get"), true),
        (json!("User.Current"), true),
        (json!("user.get"), false),
        (json!(null), false),
    ] {
        let answer = call(&portal, "method.get", json!({ "name": name })).await;
        assert_eq!(answer, json!({ "isExisting": is_there, "isAvailable": is_there }), "{name}");
        if let Some(name) = name.as_str() {
            let (_, answer) = ask(&portal, name, json!({})).await;
            assert_eq!(answer["error"] != "ERROR_METHOD_NOT_FOUND", is_there, "{name}");
        }
    }
}

#[tokio::test]
async fn typed_calls_read_the_user_and_the_clock() {
    let portal = portal().await;
    let client = Client::oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint");
    let user = client.call(basic::UserCurrent::new()).await.expect("a user");
    assert_eq!((user.id.get(), user.active, user.is_online), (1, Some(true), Some(true)));
    assert_eq!(user.uf.get("UF_DEPARTMENT"), Some(&json!([1])));
    let profile = call(&portal, "profile", json!({})).await;
    assert_eq!(
        (&profile["ID"], &profile["ADMIN"], &profile["NAME"]),
        (&json!("1"), &json!(true), &json!("John"))
    );

    let time = client.call(basic::ServerTime::new()).await.expect("a time");
    let (_, answer) = ask(&portal, "server.time", json!({})).await;
    assert_eq!(time.to_string().len(), "2024-08-05T09:02:13+00:00".len());
    assert!(answer["time"]["date_start"].as_str() <= answer["result"].as_str(), "{answer}");
    assert!(answer["result"].as_str() <= answer["time"]["date_finish"].as_str(), "{answer}");
}

#[tokio::test]
async fn who_is_not_known_is_told_nothing() {
    let portal = portal().await;
    portal.expire_tokens();
    for method in ["app.info", "method.get", "profile", "scope", "server.time", "user.current"] {
        let (status, answer) = ask(&portal, method, json!({})).await;
        assert_eq!((status, &answer["error"]), (401, &json!("expired_token")), "{method}");
    }
}
