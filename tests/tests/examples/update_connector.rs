//! The example `update_connector`: without configuration, with one, and with a wrong one.

use std::process::{Command, Output};

use bitrix_tests::raw_server::{RawServer, Reply};

fn example(environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO"));
    command
        .args(["run", "-q", "-p", "bitrix-api", "--example", "update_connector"])
        .env_remove("BITRIX24_URL")
        .env_remove("BITRIX24_TOKEN")
        .envs(environment.iter().copied());
    command.output().expect("cargo runs")
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

#[test]
fn without_configuration_it_does_the_whole_job_against_a_simulated_portal() {
    let output = example(&[]);
    let out = text(&output.stdout);
    assert!(output.status.success(), "{out}{}", text(&output.stderr));
    for part in [
        "Added connector 1.",
        "→ UPDATED REST CONNECTOR",
        "UpdateError::ConnectorNotFound",
        "UpdateError::AccessDenied",
        "fields.settings[0].name: 513 characters, at most 512",
        "Deleted connector 1; it is gone.",
    ] {
        assert!(out.contains(part), "`{part}` is missing from:\n{out}");
    }
}

/// Standard error of a run that must end with one line and exit status 1, without the secret in it.
fn one_line_failure(environment: &[(&str, &str)]) -> String {
    let output = example(environment);
    let (out, error) = (text(&output.stdout), text(&output.stderr));
    assert_eq!(output.status.code(), Some(1), "{out}{error}");
    assert_eq!(error.trim_end().lines().count(), 1, "{error}");
    assert!(!out.contains("hush") && !error.contains("hush"), "{out}{error}");
    error
}

#[test]
fn a_bad_configuration_ends_with_one_line_that_says_what_to_change() {
    let webhook = one_line_failure(&[("BITRIX24_URL", "https://portal.example.com/rest/1/hush/")]);
    assert!(webhook.contains("let only applications call biconnector methods"), "{webhook}");
    let no_token = one_line_failure(&[("BITRIX24_URL", "https://portal.example.com/rest/")]);
    assert_eq!(no_token.trim_end(), "BITRIX24_TOKEN: the access token is empty");
    let no_url = one_line_failure(&[("BITRIX24_URL", "portal"), ("BITRIX24_TOKEN", "hush")]);
    assert_eq!(
        no_url.trim_end(),
        "BITRIX24_URL: the portal's address is no URL: relative URL without a base"
    );
    let plain =
        one_line_failure(&[("BITRIX24_URL", "http://portal.example.com/rest/"), ("BITRIX24_TOKEN", "hush")]);
    assert!(plain.contains("must begin with https://"), "{plain}");
    let nobody =
        one_line_failure(&[("BITRIX24_URL", "http://127.0.0.1:9/rest/"), ("BITRIX24_TOKEN", "hush")]);
    assert!(nobody.contains("http://127.0.0.1:9 cannot be reached"), "{nobody}");
}

#[tokio::test]
async fn a_refused_login_ends_with_one_line() {
    let body = r#"{"error":"NO_AUTH_FOUND","error_description":"Wrong authorization data"}"#;
    let server = RawServer::start(Reply::json(401, body)).await.expect("a port is free");
    let base = server.base.clone();
    let error = tokio::task::spawn_blocking(move || {
        one_line_failure(&[("BITRIX24_URL", &format!("{base}/rest/")), ("BITRIX24_TOKEN", "hush")])
    });
    let error = error.await.expect("the example ran");
    assert_eq!(
        error.trim_end(),
        "biconnector.connector.add was refused: NO_AUTH_FOUND, Wrong authorization data (HTTP 401)"
    );
}
