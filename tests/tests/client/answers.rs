//! Whatever a portal, or something in front of it, answers: a typed result or a typed error.

use std::time::Duration;

use bitrix_api::biconnector::connector::{Add, AddError, ConnectorId, Get, List, UpdateError};
use bitrix_api::error::{ErrorCode, Execution, SystemErrorKind};
use bitrix_api::{CallError, Request};
use bitrix_tests::connectors;
use bitrix_tests::impatient;
use bitrix_tests::raw_server::{RawServer, Reply};
use bitrix_tests::seed;
use serde_json::json;

async fn answer<R: Request>(request: R, reply: Reply) -> Result<R::Output, CallError<R::Error>>
where
    R::Context: bitrix_api::client::ServedTo<bitrix_api::client::OAuth>,
{
    let server = RawServer::start(reply).await.expect("a port is free");
    let client =
        impatient::builder().max_answer_bytes(4096).oauth(&server.base, "the-token").expect("an endpoint");
    client.call(request).await
}

async fn update(reply: Reply) -> Result<(), CallError<UpdateError>> {
    answer(seed::update().expect("4 is an id"), reply).await
}

async fn update_error(status: u16, body: impl Into<Vec<u8>>) -> CallError<UpdateError> {
    update(Reply::json(status, body)).await.expect_err("an error")
}

fn get() -> Get {
    Get::new(ConnectorId::new(4).expect("4 is an id"))
}

#[tokio::test]
async fn the_page_s_success_is_a_result_and_its_error_the_typed_one() {
    update(Reply::json(200, seed::RESPONSE)).await.expect("success");
    let error = update_error(200, seed::ERROR).await;
    assert!(
        matches!(&error, CallError::Refused { kind: UpdateError::ValidationFieldsNotProvided, .. }),
        "{error:?}"
    );
    assert_eq!(
        error.to_string(),
        "biconnector.connector.update was refused: VALIDATION_FIELDS_NOT_PROVIDED, Fields not provided."
    );
}

#[tokio::test]
async fn what_stands_beside_the_result_is_there_for_whoever_asks() {
    let body = seed::RESPONSE.replacen('{', r#"{"total":"120","next":50,"news":{"a":[1]},"#, 1);
    let server = RawServer::start(Reply::json(200, body)).await.expect("a port is free");
    let client = impatient::builder().oauth(&server.base, "the-token").expect("an endpoint");
    let answer = client.answer(seed::update().expect("4 is an id")).await.expect("success");
    assert_eq!((answer.total, answer.next), (Some(120), Some(50)));
    let time = answer.time.expect("the answer has times");
    assert_eq!(time.duration, Some(1.6146628856658936));
    assert_eq!(time.date_start.map(|date| date.to_string()).as_deref(), Some("2024-09-03T14:10:18+02:00"));
}

/// Code, text and variant of each row of the page's error table.
fn page_errors() -> Vec<(&'static str, &'static str, UpdateError)> {
    let text = |value: &str| Some(value.to_owned());
    vec![
        ("VALIDATION_ID_NOT_PROVIDED", "ID is missing.", UpdateError::ValidationIdNotProvided),
        (
            "VALIDATION_INVALID_ID_FORMAT",
            "ID has to be a positive integer.",
            UpdateError::ValidationInvalidIdFormat,
        ),
        ("VALIDATION_FIELDS_NOT_PROVIDED", "Fields not provided.", UpdateError::ValidationFieldsNotProvided),
        (
            "VALIDATION_UNKNOWN_PARAMETERS",
            "Unknown parameters: foo, bar",
            UpdateError::ValidationUnknownParameters { list_of_params: text("foo, bar") },
        ),
        (
            "VALIDATION_READ_ONLY_FIELD",
            "Field \"id\" is read only.",
            UpdateError::ValidationReadOnlyField { title: text("id") },
        ),
        (
            "VALIDATION_IMMUTABLE_FIELD",
            "Field \"x\" is immutable.",
            UpdateError::ValidationImmutableField { title: text("x") },
        ),
        (
            "VALIDATION_INVALID_FIELD_TYPE",
            "Field \"sort\" must be of type integer.",
            UpdateError::ValidationInvalidFieldType { title: text("sort"), r#type: text("integer") },
        ),
        ("CONNECTOR_NOT_FOUND", "Connector was not found.", UpdateError::ConnectorNotFound),
        (
            "VALIDATION_SETTINGS_MISSING_REQUIRED_FIELDS",
            "Settings must include \"type\", \"name\" and \"code\" fields.",
            UpdateError::ValidationSettingsMissingRequiredFields,
        ),
        (
            "VALIDATION_SETTINGS_INVALID_TYPE",
            "Parameter \"type\" is not correct.",
            UpdateError::ValidationSettingsInvalidType,
        ),
        (
            "VALIDATION_SETTINGS_NAME_TOO_LONG",
            "Parameter \"name\" must be less than 512 characters.",
            UpdateError::ValidationSettingsNameTooLong,
        ),
        (
            "VALIDATION_SETTINGS_CODE_TOO_LONG",
            "Parameter \"code\" must be less than 512 characters.",
            UpdateError::ValidationSettingsCodeTooLong,
        ),
    ]
}

#[tokio::test]
async fn each_code_of_the_page_is_a_variant_in_whichever_shape_it_comes() {
    assert_eq!(page_errors().len(), 12);
    for (code, text, expected) in page_errors() {
        let inner = json!({ "error": code, "error_description": text });
        let rest_3 = json!({ "error": { "code": code, "message": text } });
        for (status, body) in [(200, json!({ "result": { "error": inner } })), (200, inner), (400, rest_3)] {
            match update_error(status, body.to_string()).await {
                CallError::Refused { kind, refusal } => {
                    assert_eq!(kind, expected, "{body}");
                    assert_eq!((refusal.http, refusal.description.as_str()), (status, text));
                }
                other => panic!("{body}: {other:?}"),
            }
        }
    }
}

#[tokio::test]
async fn a_text_worded_otherwise_keeps_its_variant_and_loses_only_its_placeholders() {
    let body =
        r#"{"result":{"error":{"error":"VALIDATION_READ_ONLY_FIELD","error_description":"Not that one."}}}"#;
    let error = update_error(200, body).await;
    assert!(
        matches!(
            &error,
            CallError::Refused { kind: UpdateError::ValidationReadOnlyField { title: None }, .. }
        ),
        "{error:?}"
    );
}

#[tokio::test]
async fn unknown_codes_the_number_zero_and_the_empty_code_are_kept_with_their_text() {
    let codes = [
        (json!("NEW"), ErrorCode::Text("NEW".into())),
        (json!(0), ErrorCode::Number(0)),
        (json!(""), ErrorCode::Text(String::new())),
    ];
    for (wire, expected) in codes {
        let body = json!({ "result": { "error": { "error": wire, "error_description": "Why." } } });
        match update_error(200, body.to_string()).await {
            CallError::Refused { kind: UpdateError::Other(other), .. } => {
                assert_eq!((other.code, other.description.as_str()), (expected, "Why."));
            }
            other => panic!("{body}: {other:?}"),
        }
    }
}

const SYSTEM: [(u16, &str, SystemErrorKind); 18] = [
    (500, "INTERNAL_SERVER_ERROR", SystemErrorKind::InternalServerError),
    (500, "ERROR_UNEXPECTED_ANSWER", SystemErrorKind::UnexpectedAnswer),
    (503, "QUERY_LIMIT_EXCEEDED", SystemErrorKind::QueryLimitExceeded),
    (429, "OPERATION_TIME_LIMIT", SystemErrorKind::OperationTimeLimit),
    (405, "ERROR_BATCH_METHOD_NOT_ALLOWED", SystemErrorKind::BatchMethodNotAllowed),
    (400, "ERROR_BATCH_LENGTH_EXCEEDED", SystemErrorKind::BatchLengthExceeded),
    (401, "NO_AUTH_FOUND", SystemErrorKind::NoAuthFound),
    (400, "INVALID_REQUEST", SystemErrorKind::InvalidRequest),
    (503, "OVERLOAD_LIMIT", SystemErrorKind::OverloadLimit),
    (403, "ACCESS_DENIED", SystemErrorKind::AccessDenied),
    (403, "INVALID_CREDENTIALS", SystemErrorKind::InvalidCredentials),
    (404, "ERROR_MANIFEST_IS_NOT_AVAILABLE", SystemErrorKind::ManifestIsNotAvailable),
    (404, "ERROR_METHOD_NOT_FOUND", SystemErrorKind::MethodNotFound),
    (403, "insufficient_scope", SystemErrorKind::InsufficientScope),
    (401, "expired_token", SystemErrorKind::ExpiredToken),
    (403, "user_access_error", SystemErrorKind::UserAccessError),
    (500, "PORTAL_DELETED", SystemErrorKind::PortalDeleted),
    (403, "PORTAL_DELETED", SystemErrorKind::PortalDeleted),
];

#[tokio::test]
async fn each_system_error_is_known_by_its_code_and_status() {
    for (status, code, kind) in SYSTEM {
        let body = json!({ "error": code, "error_description": "Said by the system." });
        match update_error(status, body.to_string()).await {
            CallError::System(error) => {
                assert_eq!((error.kind, error.refusal.http), (kind, status));
                assert_eq!(error.kind.code(), code);
            }
            other => panic!("{status} {code}: {other:?}"),
        }
        let elsewhere = update_error(418, body.to_string()).await;
        assert!(matches!(elsewhere, CallError::Refused { .. }), "{code} with another status: {elsewhere:?}");
    }
}

#[tokio::test]
async fn the_system_s_access_denied_is_not_the_method_s() {
    let body = r#"{"error":"ACCESS_DENIED","error_description":"Access denied."}"#;
    for status in [401, 403] {
        let error = update_error(status, body).await;
        assert!(
            matches!(&error, CallError::System(system) if system.kind == SystemErrorKind::AccessDenied),
            "{error:?}"
        );
    }
    for body in [body.to_owned(), format!(r#"{{"result":{{"error":{body}}}}}"#)] {
        let error = update_error(200, body).await;
        assert!(matches!(&error, CallError::Refused { kind: UpdateError::AccessDenied, .. }), "{error:?}");
    }
}

#[tokio::test]
async fn an_update_that_answers_false_has_failed() {
    let error = update_error(200, r#"{"result":false}"#).await;
    assert_eq!(
        error.to_string(),
        "biconnector.connector.update: HTTP 200, unexpected answer: result: expected true, found false; it begins: {\"result\":false}"
    );
}

fn add() -> Add {
    Add::new(connectors::named("x"))
}

#[tokio::test]
async fn add_gives_the_identifier_bare_or_wrapped_as_number_or_text() {
    for result in [r#"{"id":7,"news":1}"#, r#"{"id":"7"}"#, "7", "\"7\""] {
        let id = answer(add(), Reply::json(200, format!(r#"{{"result":{result}}}"#))).await.expect(result);
        assert_eq!(id.get(), 7);
    }
}

#[tokio::test]
async fn a_refused_add_is_an_error_though_the_result_is_an_object() {
    let body = r#"{"result":{"error":{"error":"VALIDATION_REQUIRED_FIELD_MISSING","error_description":"Field \"logo\" is required."}}}"#;
    match answer(add(), Reply::json(200, body)).await {
        Err(CallError::Refused { kind: AddError::ValidationRequiredFieldMissing { title }, .. }) => {
            assert_eq!(title.as_deref(), Some("logo"));
        }
        other => panic!("{other:?}"),
    }
}

fn connector(changes: serde_json::Value) -> serde_json::Value {
    let mut connector = json!({
        "id": 4, "title": "T", "logo": "L", "description": "", "sort": 100, "urlCheck": "c", "urlData": "d",
        "urlTableList": "l", "urlTableDescription": "t", "dateCreate": "2025-03-24 07:25:59",
        "settings": [{ "code": "login", "name": "Login", "type": "STRING" }],
    });
    for (key, value) in changes.as_object().expect("an object") {
        connector[key] = value.clone();
    }
    connector
}

#[tokio::test]
async fn reading_is_lenient_where_portals_are() {
    let body = json!({ "result": { "item": connector(json!({
        "id": "4", "sort": "200", "settings": [], "dateCreate": {}, "supportMapping": "Y", "sourceCode": null,
        "appId": "app.1", "unknown": { "error": { "deep": [1, 2] } },
    })) } });
    let read = answer(get(), Reply::json(200, body.to_string())).await.expect("a connector");
    assert_eq!((read.id.get(), read.sort, read.settings.len()), (4, 200, 0));
    assert_eq!((read.date_create, read.support_mapping, read.source_code), (None, Some(true), None));

    for date in [json!(false), json!(""), json!(null), json!([])] {
        let body = json!({ "result": { "item": connector(json!({ "dateCreate": date, "settings": {} })) } });
        let read = answer(get(), Reply::json(200, body.to_string())).await.expect("a connector");
        assert_eq!((read.date_create, read.settings.len()), (None, 0), "{date}");
    }
    let body = json!({ "result": { "item": connector(json!({ "settings": { "1": { "code": "a", "name": "b", "type": "NEW" } } })) } });
    let read = answer(get(), Reply::json(200, body.to_string())).await.expect("a connector");
    assert_eq!(read.settings[0].r#type.as_str(), "NEW");
    assert_eq!(read.date_create.map(|date| date.to_string()).as_deref(), Some("2025-03-24T07:25:59"));
}

#[tokio::test]
async fn an_answer_of_the_wrong_shape_says_where_and_never_what() {
    let cases = [
        (
            json!({ "item": connector(json!({ "sort": "many" })) }),
            "result.item.sort: expected an integer, found a string that is no integer",
        ),
        (
            json!({ "item": connector(json!({ "settings": [{ "code": "a", "name": "b", "type": "INT" }, { "code": "a" }] })) }),
            "result.item.settings[1]: `name` is missing",
        ),
        (
            json!({ "item": connector(json!({ "id": 0 })) }),
            "result.item.id: expected a positive integer, found 0",
        ),
        (json!({ "item": { "id": 4 } }), "result.item: `title` is missing"),
        (json!({}), "result: `item` is missing"),
        (json!([1]), "result: expected an object, found a list"),
        (json!("text"), "result: expected an object, found a string"),
    ];
    for (result, expected) in cases {
        let body = json!({ "result": result }).to_string();
        match answer(get(), Reply::json(200, body.clone())).await {
            Err(CallError::Decode(error)) => {
                assert!(error.to_string().contains(expected), "{body}: {error}");
                assert_eq!((error.method(), error.http()), ("biconnector.connector.get", 200));
            }
            other => panic!("{body}: {other:?}"),
        }
    }
}

#[tokio::test]
async fn an_answer_that_is_none_says_method_status_and_first_bytes() {
    let decode = |reply: Reply| async {
        match answer(get(), reply).await {
            Err(CallError::Decode(error)) => error.to_string(),
            other => panic!("{other:?}"),
        }
    };
    let html = decode(Reply::json(200, "<html>Please log in</html>")).await;
    assert!(html.starts_with("biconnector.connector.get: HTTP 200, the answer is not JSON: "), "{html}");
    assert!(html.ends_with("it begins: <html>Please log in</html>"), "{html}");
    let cut = decode(Reply::json(200, r#"{"result":{"item":{"id":4,"tit"#)).await;
    assert!(cut.contains("EOF while parsing a string at line 1"), "{cut}");
    assert_eq!(
        decode(Reply::json(200, "")).await,
        "biconnector.connector.get: HTTP 200, the answer is empty"
    );
    let large = decode(Reply::json(200, vec![b' '; 5000])).await;
    assert!(large.contains("the answer is larger than 4096 bytes"), "{large}");
    let binary = decode(Reply::json(200, vec![0xff, 0xfe, 0, b'{'])).await;
    assert!(binary.contains("not JSON"), "{binary}");
    for body in ["null", "[]", "4", "{}", r#"{"time":{}}"#, r#"{"result":null}"#] {
        let message = decode(Reply::json(200, body)).await;
        assert!(message.contains("unexpected answer: "), "{body}: {message}");
    }
    let forbidden = decode(Reply::json(403, "Forbidden")).await;
    assert!(forbidden.starts_with("biconnector.connector.get: HTTP 403, "), "{forbidden}");
}

#[tokio::test]
async fn a_write_without_an_answer_has_an_unknown_outcome_and_a_read_has_not() {
    let gateway =
        Reply::Answer { status: 502, headers: String::new(), body: b"<html>Bad Gateway</html>".to_vec() };
    let half = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"result\"".to_vec();
    for reply in [gateway, Reply::Bytes(Vec::new()), Reply::Bytes(half)] {
        let write = update(reply.clone()).await.expect_err("no answer");
        assert!(matches!(&write, CallError::OutcomeUnknown(_)), "{write:?}");
        assert_eq!(write.execution(), Execution::Unknown);
        assert!(write.to_string().ends_with("whether it ran is not known"), "{write}");
        let read = answer(get(), reply).await.expect_err("no answer");
        assert!(matches!(&read, CallError::Transport(_)), "{read:?}");
    }
}

#[tokio::test]
async fn silence_ends_with_the_time_out() {
    let server = RawServer::start(Reply::Silence).await.expect("a port is free");
    let client = impatient::builder()
        .timeout(Duration::from_millis(100))
        .oauth(&server.base, "the-token")
        .expect("an endpoint");
    match client.call(get()).await {
        Err(CallError::Transport(error)) => assert!(error.is_timeout(), "{error:?}"),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_portal_that_cannot_be_reached_has_run_nothing() {
    let address = {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port is free");
        listener.local_addr().expect("bound")
    };
    let client = impatient::builder().oauth(&format!("http://{address}"), "the-token").expect("an endpoint");
    let error = client.call(seed::update().expect("4 is an id")).await.expect_err("nobody listens");
    assert!(matches!(&error, CallError::Transport(transport) if transport.is_connect()), "{error:?}");
    assert_eq!(error.execution(), Execution::NotRun);
}

#[tokio::test]
async fn a_portal_that_has_moved_says_where_to_and_is_not_followed_blindly() {
    let headers = "Location: https://new.example.com/rest/biconnector.connector.update?hush\r\n".to_owned();
    let error = update(Reply::Answer { status: 302, headers, body: Vec::new() }).await.expect_err("moved");
    assert_eq!(error.execution(), Execution::NotRun);
    let text = error.to_string();
    assert!(text.contains("has moved to https://new.example.com") && !text.contains("hush"), "{text}");
}

#[tokio::test]
async fn a_list_is_read_item_by_item_and_its_faults_have_positions() {
    let body = json!({ "result": [connector(json!({})), connector(json!({ "id": 9 }))] });
    let list = answer(List::new().page(2), Reply::json(200, body.to_string())).await.expect("a list");
    assert_eq!(list.iter().map(|item| item.id.get()).collect::<Vec<_>>(), [4, 9]);
    let body = json!({ "result": [connector(json!({})), connector(json!({ "title": [] }))] });
    let error = answer(List::new(), Reply::json(200, body.to_string())).await.expect_err("no title");
    assert!(error.to_string().contains("result[1].title: expected a string, found an empty list"), "{error}");
    let empty = answer(List::new(), Reply::json(200, r#"{"result":[]}"#)).await.expect("an empty list");
    assert!(empty.is_empty());
}

#[tokio::test]
async fn a_refusal_is_found_whatever_stands_around_it() {
    let refusal = r#"{"error":"CONNECTOR_NOT_FOUND","error_description":"Connector was not found."}"#;
    let bodies = [
        format!(r#"{{"result":{{"item":[],"error":{refusal}}}}}"#),
        format!(r#"{{"result":{{"error":{refusal}}},"result":{{"item":[]}}}}"#),
        format!(r#"{{"result":[],{}"#, &refusal[1..]),
        format!("\u{feff}{refusal}"),
        r#"{"error":{"code":"CONNECTOR_NOT_FOUND","message":null,"validation":["odd",{"field":1}]}}"#
            .to_owned(),
    ];
    for body in bodies {
        let error = answer(get(), Reply::json(200, body.clone())).await.expect_err(&body);
        let kind = bitrix_api::biconnector::connector::GetError::ConnectorNotFound;
        assert!(
            matches!(&error, CallError::Refused { kind: found, .. } if *found == kind),
            "{body}: {error:?}"
        );
    }
}

#[tokio::test]
async fn an_error_with_an_odd_code_is_an_error_for_a_raw_call_too() {
    for code in ["null", "true", "1.5", "[]"] {
        let body = format!(r#"{{"result":{{"error":{{"error":{code}}}}}}}"#);
        let server = RawServer::start(Reply::json(200, body)).await.expect("a port is free");
        let client = impatient::builder().oauth(&server.base, "the-token").expect("an endpoint");
        let error = client.call_raw("any.method", json!({})).read().await.expect_err(code);
        assert_eq!(error.refusal().map(|it| it.code.clone()), Some(ErrorCode::Text(code.to_owned())));
    }
}

#[tokio::test]
async fn a_result_that_has_an_error_member_of_its_own_is_a_result() {
    for result in
        [json!({ "error": "a text", "more": 1 }), json!({ "error": null }), json!({ "error": { "at": 3 } })]
    {
        let body = json!({ "result": result }).to_string();
        let server = RawServer::start(Reply::json(200, body)).await.expect("a port is free");
        let client = impatient::builder().oauth(&server.base, "the-token").expect("an endpoint");
        assert_eq!(client.call_raw("any.method", json!({})).read().await.expect("a result"), result);
    }
}

#[tokio::test]
async fn what_stands_beside_a_result_never_costs_it() {
    for beside in [
        r#""time":[1,{"a":[2]}]"#,
        r#""total":{"a":1},"next":[1,2]"#,
        r#""time":"soon""#,
        r#""error":"","x":1"#,
    ] {
        update(Reply::json(200, format!(r#"{{{beside},"result":true}}"#))).await.expect(beside);
    }
}

#[tokio::test]
async fn a_number_too_large_is_kept_where_it_can_be_and_refused_where_not() {
    let body = r#"{"result":{"id":18446744073709551615}}"#;
    let server = RawServer::start(Reply::json(200, body)).await.expect("a port is free");
    let client = impatient::builder().oauth(&server.base, "the-token").expect("an endpoint");
    let raw = client.call_raw("any.method", json!({})).read().await.expect("a result");
    assert_eq!(raw["id"].as_u64(), Some(u64::MAX));
    let body = json!({ "result": { "item": connector(json!({ "sort": u64::MAX })) } });
    match answer(get(), Reply::json(200, body.to_string())).await {
        Err(CallError::Decode(error)) => {
            assert_eq!(error.path(), "result.item.sort");
            assert!(error.to_string().contains("expected an integer"), "{error}");
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn whether_a_failed_call_ran_is_only_said_where_it_is_known() {
    let cases = [
        (200, seed::ERROR, Execution::NotRun),
        (400, r#"{"error":"ODD"}"#, Execution::NotRun),
        (500, r#"{"error":"ODD"}"#, Execution::Unknown),
        (500, r#"{"error":"INTERNAL_SERVER_ERROR"}"#, Execution::Unknown),
        (503, r#"{"error":"QUERY_LIMIT_EXCEEDED"}"#, Execution::NotRun),
        (502, "<html>Bad Gateway</html>", Execution::Unknown),
        (200, r#"{"result":false}"#, Execution::Ran),
        (200, "<html>Log in</html>", Execution::Unknown),
        (200, "", Execution::Unknown),
    ];
    for (status, body, execution) in cases {
        assert_eq!(update_error(status, body).await.execution(), execution, "{status} {body}");
    }
}
