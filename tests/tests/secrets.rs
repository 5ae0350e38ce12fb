//! Whatever is printed of a client, a request's failure or a log, no secret is in it.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bitrix_api::{Client, ClientBuilder, Error};
use bitrix_tests::raw_server::{RawServer, Reply};
use bitrix_tests::seed;

const SECRETS: [&str; 2] = ["hush-webhook-secret", "hush-access-token"];

/// Keeps what tracing writes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().expect("no writer panics").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn builder() -> ClientBuilder {
    Client::builder().allow_webhook().timeout(Duration::from_millis(300)).max_answer_bytes(2000)
}

/// Every way in which an error can be printed, its causes included.
fn printed(error: &Error) -> String {
    let mut all = format!("{error}\n{error:?}\n{error:#?}\n");
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        all.push_str(&format!("{error}\n{error:?}\n"));
        cause = error.source();
    }
    all
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
    let log = Log::default();
    let writer = Mutex::new(log.clone());
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(writer).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let mut output = String::new();
    let mut calls = 0;
    for (secret, reply) in
        SECRETS.into_iter().flat_map(|secret| replies(secret).into_iter().map(move |it| (secret, it)))
    {
        let server = RawServer::start(reply).await.expect("a port is free");
        let client = client(secret, &server.base);
        output.push_str(&format!("{client:?} {client:#?} {}\n", client.host()));
        if let Err(error) = client.call(seed::update().expect("4 is an id")).await {
            output.push_str(&printed(&error.into()));
        }
        if let Err(error) = client.call_raw("any.method", serde_json::json!({})).await {
            output.push_str(&printed(&error.into()));
        }
        calls += 2;
        // The secret did travel, so that the search below is not for something that never was there.
        let sent = server.received();
        let travelled = sent
            .iter()
            .any(|it| it.path.contains(secret) || String::from_utf8_lossy(&it.body).contains(secret));
        assert!(travelled, "{sent:?}");
    }
    let log = String::from_utf8(log.0.lock().expect("no writer panics").clone()).expect("text");
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
            let all = printed(&error.into());
            assert!(!all.contains("hush"), "{all}");
        }
    }
}
