//! The update on the wire is the one that the documentation shows, byte by byte where bytes matter.

use bitrix_api::Client;
use bitrix_tests::raw_server::{RawServer, Received, Reply};
use bitrix_tests::seed;
use serde_json::{Value, json};

async fn received_from(client: &Client, server: &RawServer) -> Received {
    client.call(seed::update().expect("4 is an id")).await.expect("the server says true");
    server.received().pop().expect("one request")
}

#[tokio::test]
async fn an_application_sends_the_page_s_call_with_its_token_in_the_body() {
    let server = RawServer::start(Reply::json(200, seed::RESPONSE)).await.expect("a port is free");
    let client = Client::oauth(&format!("{}/rest/", server.base), "the-token").expect("an endpoint").into();
    let request = received_from(&client, &server).await;
    assert_eq!(
        (request.verb.as_str(), request.path.as_str()),
        ("POST", "/rest/biconnector.connector.update")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert!(request.header("user-agent").is_some_and(|agent| agent.starts_with("bitrix-api/")));
    let mut expected: Value = serde_json::from_str(seed::REQUEST).expect("the page's JSON");
    expected["auth"] = json!("the-token");
    assert_eq!(serde_json::from_slice::<Value>(&request.body).expect("JSON"), expected);
}

#[tokio::test]
async fn a_webhook_that_is_allowed_sends_the_page_s_call_without_a_token() {
    let server = RawServer::start(Reply::json(200, seed::RESPONSE)).await.expect("a port is free");
    let address = format!("{}/rest/1/the-secret/", server.base);
    let client = Client::builder().allow_webhook().webhook(&address).expect("a webhook").into();
    let request = received_from(&client, &server).await;
    assert_eq!(request.path, "/rest/1/the-secret/biconnector.connector.update");
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    let expected: Value = serde_json::from_str(seed::REQUEST).expect("the page's JSON");
    assert_eq!(serde_json::from_slice::<Value>(&request.body).expect("JSON"), expected);
}

#[tokio::test]
async fn an_application_only_call_by_webhook_is_refused_before_it_is_sent() {
    let server = RawServer::start(Reply::json(200, seed::RESPONSE)).await.expect("a port is free");
    let client: Client =
        Client::webhook(&format!("{}/rest/1/the-secret/", server.base)).expect("a webhook").into();
    let error = client.call(seed::update().expect("4 is an id")).await.expect_err("webhooks are refused");
    assert!(matches!(&error, bitrix_api::CallError::Invalid(_)), "{error:?}");
    assert!(server.received().is_empty());
}

#[tokio::test]
async fn a_raw_call_goes_the_same_way_with_parameters_as_they_are() {
    let server = RawServer::start(Reply::json(200, r#"{"result":{"a":[1,{"b":null}]}}"#))
        .await
        .expect("a port is free");
    let client = Client::oauth(&server.base, "the-token").expect("an endpoint");
    let params = json!({ "filter": { ">ID": 7 }, "text": "ü&+%#[]😀" });
    let result = client.call_raw("crm.deal.list", &params).read().await.expect("a result");
    assert_eq!(result, json!({ "a": [1, { "b": null }] }));
    let request = server.received().pop().expect("one request");
    assert_eq!(request.path, "/rest/crm.deal.list");
    let mut expected = params;
    expected["auth"] = json!("the-token");
    assert_eq!(serde_json::from_slice::<Value>(&request.body).expect("JSON"), expected);
}

#[tokio::test]
async fn a_raw_call_of_what_is_no_method_or_has_no_names_is_not_sent() {
    let server = RawServer::start(Reply::json(200, r#"{"result":true}"#)).await.expect("a port is free");
    let client = Client::oauth(&server.base, "the-token").expect("an endpoint");
    for (method, params) in [("../../admin", json!({})), ("", json!({})), ("crm.deal.list", json!([1]))] {
        let error = client.call_raw(method, params).await.expect_err("not to be sent");
        assert!(matches!(&error, bitrix_api::CallError::Invalid(_)), "{error:?}");
    }
    assert!(server.received().is_empty());
}
