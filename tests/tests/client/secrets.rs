//! Whatever is printed of a client, a request's failure or a log, no secret is in it.

use std::time::Duration;

use bitrix_api::biconnector::source::{self, NewSource, SourceId};
use bitrix_api::portal::Portal;
use bitrix_api::{Client, ClientBuilder, Error};
use bitrix_tests::causes;
use bitrix_tests::impatient;
use bitrix_tests::log::Log;
use bitrix_tests::raw_server::{RawServer, Reply};
use bitrix_tests::seed;

const SECRETS: [&str; 2] = ["hush-webhook-secret", "hush-access-token"];

fn builder() -> ClientBuilder {
    impatient::builder().allow_webhook().timeout(Duration::from_millis(300)).max_answer_bytes(2000)
}

/// All that can be printed of an error.
fn printed(error: impl Into<Error>) -> String {
    causes::printed(&error.into())
}

/// Answers that repeat a secret wherever an answer can.
fn replies(secret: &str) -> Vec<Reply> {
    vec![
        Reply::json(200, seed::RESPONSE),
        Reply::json(200, seed::ERROR),
        Reply::json(200, format!("<html>{secret}</html>")),
        // The excerpt that an error shows ends inside this one.
        Reply::json(200, format!("{}{secret}", "x".repeat(190))),
        Reply::json(200, format!("{{\"result\":\"{secret}\"}}")),
        Reply::json(200, secret.repeat(200)),
        Reply::json(
            200,
            format!(r#"{{"result":{{"error":{{"error":"{secret}","error_description":"{secret}"}}}}}}"#),
        ),
        Reply::json(
            401,
            format!(r#"{{"error":"expired_token","error_description":"The token {secret} has expired"}}"#),
        ),
        Reply::json(400, format!(r#"{{"error":{{"code":"{secret}","message":"{secret}"}}}}"#)),
        Reply::json(403, format!("Forbidden: {secret}")),
        Reply::json(502, secret),
        Reply::json(200, ""),
        Reply::Answer {
            status: 302,
            headers: format!("Location: https://elsewhere.example.com/rest/1/{secret}/x\r\n"),
            body: Vec::new(),
        },
        Reply::Bytes(Vec::new()),
        Reply::Bytes(secret.into()),
        Reply::Silence,
    ]
}

fn client(secret: &str, base: &str) -> Client {
    let built = if secret == SECRETS[0] {
        builder().webhook(&format!("{base}/rest/1/{secret}/")).map(Into::into)
    } else {
        builder().oauth(base, secret).map(Into::into)
    };
    built.expect("the address is one")
}

#[tokio::test]
async fn no_secret_is_in_any_output() {
    let log = Log::of_this_program();
    let mut output = String::new();
    let mut calls = 0;
    for (secret, reply) in
        SECRETS.into_iter().flat_map(|secret| replies(secret).into_iter().map(move |it| (secret, it)))
    {
        let server = RawServer::start(reply).await.expect("a port is free");
        let client = client(secret, &server.base);
        output.push_str(&format!("{client:?} {client:#?} {}\n", client.origin()));
        if let Err(error) = client.call(seed::update().expect("4 is an id")).await {
            output.push_str(&printed(error));
        }
        if let Err(error) = client.call_raw("any.method", serde_json::json!({})).await {
            output.push_str(&printed(error));
        }
        calls += 2;
        // The secret did travel, so that the search below is not for something that never was there.
        let sent = server.received();
        let travelled = sent
            .iter()
            .any(|it| it.path.contains(secret) || String::from_utf8_lossy(&it.body).contains(secret));
        assert!(travelled, "{sent:?}");
    }
    let log = log.text();
    assert!(log.matches("bitrix_api::client").count() >= calls, "the client logs its calls: {log}");
    // Not even a part of one, where an excerpt is cut.
    for line in output.lines().chain(log.lines()) {
        assert!(!line.contains("hush"), "{line}");
    }
}

#[test]
fn a_refused_address_is_not_repeated() {
    let addresses = [
        "https://portal.example.com/rest/1/hush-webhook-secret/extra/",
        "https://user:hush-webhook-secret@portal.example.com/rest/",
        "https://portal.example.com/rest/1/hush-webhook-secret/?x=1",
        "http://portal.example.com/rest/1/hush-webhook-secret/",
        "ftp://portal.example.com/hush-webhook-secret",
        "https://portal.example.com:hush-webhook-secret/",
        "hush-webhook-secret",
    ];
    for address in addresses {
        let webhook = Client::webhook(address).expect_err(address);
        let oauth = Client::oauth(address, "hush-access-token").expect_err(address);
        for error in [webhook, oauth] {
            let all = printed(error);
            assert!(!all.contains("hush"), "{all}");
        }
    }
}

#[tokio::test]
async fn what_a_spec_marks_as_secret_is_shown_nowhere() {
    let log = Log::of_this_program();
    let password = "hush-password";
    let item = format!(
        r#"{{"connection":{{"id":3,"title":"Sales","type":"rest","code":"rest_4","description":"","active":true}},"connectorId":4,"settings":[{{"code":"password","name":"Password","type":"STRING","value":"{password}"}}]}}"#
    );
    let whole = format!(r#"{{"result":{{"item":{item}}}}}"#);
    let server = RawServer::start(Reply::json(200, whole.as_str())).await.expect("a port is free");
    let client = builder().oauth(&server.base, SECRETS[1]).expect("an endpoint");
    let get = || source::Get::new(SourceId::new(3).expect("3 is an id"));

    let source = client.call(get()).await.expect("a source");
    let value = source.settings.as_ref().map(|settings| settings[0].value.expose());
    assert_eq!(value, Some(password));
    let settings = [("password".to_owned(), password.into())];
    let connector_id = source.connector_id;
    let new = NewSource { title: "Sales".to_owned(), connector_id, settings: settings.clone().into() };
    let update = source::Update::new(source.id, "Sales").settings(settings);
    let requests = format!("{:?} {:?}", source::Add::new(new), update);
    assert!(requests.contains("Secret(…)"), "{requests}");
    for shown in [format!("{source:?} {source:#?}"), requests] {
        assert!(!shown.contains(password), "{shown}");
    }

    let cut_off = &whole[..whole.len() - 4];
    let of_another_shape = whole.replace(r#""connectorId":4"#, r#""connectorId":[]"#);
    for (status, body) in [(200, cut_off), (200, of_another_shape.as_str()), (502, whole.as_str())] {
        server.say(Reply::json(status, body));
        let typed = printed(client.call(get()).await.expect_err("it cannot be read"));
        assert!(!typed.contains(password), "{typed}");
        if let Err(raw) = client.call_raw("biconnector.source.get", serde_json::json!({ "id": 3 })).await {
            let raw = printed(raw);
            assert!(!raw.contains(password), "{raw}");
        }
    }
    server.say(Reply::json(502, "<html>Bad Gateway</html>"));
    let error = client.call(get()).await.expect_err("a proxy's page");
    assert!(error.to_string().contains("Bad Gateway"), "{error}");
    assert!(!log.text().contains(password));
}

#[tokio::test]
async fn a_portal_does_not_show_what_it_knows() {
    let state = serde_json::json!({
        "connectors": [{ "id": 4, "settings": [{ "code": "password", "name": "Password", "type": "STRING" }] }],
        "sources": [{ "id": 6, "connectorId": 4, "settings": { "password": "hush-password" } }],
    });
    let builder = Portal::builder().state_json(state.to_string());
    let shown = format!("{builder:?} {builder:#?}");
    assert!(shown.contains("127.0.0.1") && shown.len() < 2000, "{shown}");
    let portal = builder.start().await.expect("it is a state");
    let shown = format!("{portal:?} {portal:#?}");
    assert!(shown.contains(&portal.base_url()) && shown.len() < 2000, "{shown}");
}
