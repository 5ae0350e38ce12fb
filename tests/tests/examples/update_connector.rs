//! The example `update_connector`: without configuration, with one, and with a wrong one.

use bitrix_tests::ended::Ended;
use bitrix_tests::raw_server::{RawServer, Reply};

use crate::setting::{ended, start};

async fn example(environment: &[(&str, &str)]) -> Ended {
    ended(start("update_connector", &[], environment)).await
}

#[tokio::test]
async fn without_configuration_it_does_the_whole_job_against_a_simulated_portal() {
    let Ended { status, out, error } = example(&[]).await;
    assert_eq!(status, Some(0), "{out}{error}");
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
async fn one_line_failure(environment: &[(&str, &str)]) -> String {
    let Ended { status, out, error } = example(environment).await;
    assert_eq!(status, Some(1), "{out}{error}");
    assert_eq!(error.trim_end().lines().count(), 1, "{error}");
    assert!(!out.contains("hush") && !error.contains("hush"), "{out}{error}");
    error
}

#[tokio::test]
async fn a_bad_configuration_ends_with_one_line_that_says_what_to_change() {
    let webhook = one_line_failure(&[("BITRIX24_URL", "https://portal.example.com/rest/1/hush/")]).await;
    assert!(webhook.contains("let only applications call biconnector methods"), "{webhook}");
    let no_token = one_line_failure(&[("BITRIX24_URL", "https://portal.example.com/rest/")]).await;
    assert_eq!(no_token.trim_end(), "BITRIX24_TOKEN: the access token is empty");
    let no_url = one_line_failure(&[("BITRIX24_URL", "portal"), ("BITRIX24_TOKEN", "hush")]).await;
    assert_eq!(no_url.trim_end(), "BITRIX24_URL: the address is not a URL: relative URL without a base");
    let plain =
        one_line_failure(&[("BITRIX24_URL", "http://portal.example.com/rest/"), ("BITRIX24_TOKEN", "hush")])
            .await;
    assert!(plain.contains("must begin with https://"), "{plain}");
    let nobody =
        one_line_failure(&[("BITRIX24_URL", "http://127.0.0.1:9/rest/"), ("BITRIX24_TOKEN", "hush")]).await;
    assert!(nobody.contains("http://127.0.0.1:9 cannot be reached"), "{nobody}");
}

#[tokio::test]
async fn a_refused_login_ends_with_one_line() {
    let body = r#"{"error":"NO_AUTH_FOUND","error_description":"Wrong authorization data"}"#;
    let server = RawServer::start(Reply::json(401, body)).await.expect("a port is free");
    let url = format!("{}/rest/", server.base);
    let error = one_line_failure(&[("BITRIX24_URL", &url), ("BITRIX24_TOKEN", "hush")]).await;
    assert_eq!(
        error.trim_end(),
        "biconnector.connector.add was refused: NO_AUTH_FOUND, Wrong authorization data (HTTP 401)"
    );
}
