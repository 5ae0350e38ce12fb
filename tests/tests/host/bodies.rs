//! What travels, byte for byte.

use bitrix_api::host::sql::SqlTable;
use bitrix_api::portal::Portal;
use bitrix_tests::http::get;
use bitrix_tests::raw_server::{RawServer, Reply};
use serde_json::json;

use crate::setting::{host_of_sqlite, run, sales, sqlite};

/// What each endpoint is sent, in the documentation's examples but for the capitals that columns' names really have.
const BODIES: [(&str, &str, &str); 4] = [
    ("sources/6/check", "urlCheck", "connection%5Blogin%5D=user&connection%5Bpassword%5D=secret"),
    (
        "sources/6/tables?searchString=sales",
        "urlTableList",
        "searchString=sales&connection%5Blogin%5D=user&connection%5Bpassword%5D=secret",
    ),
    (
        "sources/6/columns?table=sales_2024",
        "urlTableDescription",
        "table=sales_2024&connection%5Blogin%5D=user&connection%5Bpassword%5D=secret",
    ),
    (
        "tables/9/data?limit=100&select[]=DEAL&filter[%3E%3DDEAL]=102&filter[0][LOGIC]=OR",
        "urlData",
        "table=sales_2024&select%5B0%5D=DEAL&filter%5B%3E%3DDEAL%5D=102&filter%5B0%5D%5BLOGIC%5D=OR&limit=100\
         &mapFields%5Bdeal_id%5D=DEAL&connection%5Blogin%5D=user&connection%5Bpassword%5D=secret",
    ),
];

#[tokio::test]
async fn the_portal_sends_forms_as_php_writes_them() {
    let server = RawServer::start(Reply::json(200, "[]")).await.expect("a port is free");
    let portal = Portal::builder().allow_private_addresses(true).start().await.expect("a port is free");
    let base = &server.base;
    let state = json!({
        "connectors": [{
            "id": 4, "urlCheck": format!("{base}/urlCheck"), "urlTableList": format!("{base}/urlTableList"),
            "urlTableDescription": format!("{base}/urlTableDescription"), "urlData": format!("{base}/urlData"),
            "settings": [
                { "code": "login", "name": "Login", "type": "STRING" },
                { "code": "password", "name": "Password", "type": "STRING" },
            ],
        }],
        "sources": [{ "id": 6, "connectorId": 4, "settings": { "login": "user", "password": "secret" } }],
        "tables": [{
            "id": 9, "sourceId": 6, "externalCode": "sales_2024",
            "columns": [
                { "name": "DEAL", "externalCode": "deal_id", "type": "int" },
                { "name": "CUSTOMER", "externalCode": "customer", "type": "string" },
            ],
        }],
    });
    portal.seed(&state).expect("it is a state");
    for (part, path, body) in BODIES {
        let _ = get(&format!("{}/__portal/{part}", portal.base_url())).await.expect("it answers");
        let received = server.received().pop().expect("the endpoint is called");
        assert_eq!((received.verb.as_str(), received.path.as_str()), ("POST", format!("/{path}").as_str()));
        assert_eq!(received.header("content-type"), Some("application/x-www-form-urlencoded"));
        assert_eq!(String::from_utf8_lossy(&received.body), body, "{part}");
    }
}

#[tokio::test]
async fn a_host_answers_these_forms() {
    let database = sqlite(1).await;
    run(&database.pool, sales("sales_2024", "DATETIME")).await;
    let host = host_of_sqlite(&database, SqlTable::new("sales_2024").columns(["deal_id", "day"])).await;
    let answers = [
        r#""ok""#,
        r#"[{"code":"sales_2024","title":"sales_2024"}]"#,
        r#"[{"code":"deal_id","name":"deal_id","type":"int"},{"code":"day","name":"day","type":"date"}]"#,
        r#"[["deal_id"],[102],[103],[104]]"#,
    ];
    for ((_, endpoint, body), answer) in BODIES.into_iter().zip(answers) {
        assert_eq!(host.call(endpoint, body).await.expect("it answers"), (200, answer.to_owned()));
    }
    // A column that is not shown can neither be read nor be guessed at by filters.
    for form in ["select[]=customer", "filter[%25customer]=a"] {
        let form = format!("table=sales_2024&{form}&{}", crate::setting::ME);
        let (status, text) = host.call("urlData", form).await.expect("it answers");
        assert_eq!(status, 400, "{text}");
        assert!(text.contains("the table has no column"), "{text}");
    }
}

#[tokio::test]
async fn portals_that_send_no_map_name_columns_in_capitals() {
    let database = sqlite(1).await;
    run(&database.pool, sales("sales", "DATETIME")).await;
    let host = host_of_sqlite(&database, SqlTable::new("sales")).await;
    let form =
        format!("table=sales&select[]=DAY&select[]=DEAL_ID&filter[DEAL_ID]=101&{}", crate::setting::ME);
    let answer = host.call("urlData", form).await.expect("it answers");
    assert_eq!(answer, (200, r#"[["day","deal_id"],["2024-08-30",101]]"#.to_owned()));
}
