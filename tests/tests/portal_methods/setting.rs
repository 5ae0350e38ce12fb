//! Calls over HTTP, as any language makes them.

use bitrix_api::portal::Portal;
use bitrix_tests::http;
use serde_json::Value;

pub(crate) async fn portal() -> Portal {
    Portal::start().await.expect("a port is free")
}

/// Calls a method as the first application; gives status and answer.
pub(crate) async fn ask(portal: &Portal, method: &str, mut params: Value) -> (u16, Value) {
    params["auth"] = portal.token().into();
    post(format!("{}{method}", portal.client_endpoint()), &params).await
}

/// Calls a method by webhook.
pub(crate) async fn ask_by_webhook(portal: &Portal, method: &str, params: Value) -> (u16, Value) {
    post(format!("{}{method}", portal.webhook_url()), &params).await
}

/// The result of a call that must not fail.
pub(crate) async fn call(portal: &Portal, method: &str, params: Value) -> Value {
    let (status, mut answer) = ask(portal, method, params).await;
    assert_eq!(status, 200, "{answer}");
    answer["result"].take()
}

async fn post(address: String, params: &Value) -> (u16, Value) {
    http::post(&address, &params.to_string()).await.expect("the portal answers")
}
