//! A connector that is registered through the typed client, and then asked by the portal.

use bitrix_api::biconnector::connector::{self, NewConnector};
use bitrix_api::biconnector::source::{self, NewSource, SourceId};
use bitrix_api::biconnector::table::{self, ColumnType, NewColumn, NewTable, TableId};
use bitrix_api::client::OAuth;
use bitrix_api::host::sql::SqlTable;
use bitrix_api::portal::Portal;
use bitrix_api::{Client, ConnectionSettings as _};
use bitrix_tests::connectors;
use bitrix_tests::hosting::Hosting;
use bitrix_tests::http::get;
use serde_json::{Value, json};

use crate::setting::{Login, host_of_postgres, host_of_sqlite, login, postgres, run, sales, sqlite};

#[tokio::test]
async fn every_endpoint_answers_the_portal_out_of_sqlite() {
    let database = sqlite(2).await;
    run(&database.pool, sales("sales", "DATETIME")).await;
    let host =
        host_of_sqlite(&database, SqlTable::new("sales").title("Sales of 2024").label("day", "Day")).await;
    every_endpoint_answers(&host, "sales").await;
}

#[tokio::test]
async fn every_endpoint_answers_the_portal_out_of_postgresql() {
    let Some(pool) = postgres().await else { return };
    run(&pool, sales("sales_of_end_to_end", "TIMESTAMP")).await;
    let table = SqlTable::new("sales_of_end_to_end").title("Sales of 2024").label("day", "Day");
    let host = host_of_postgres(&pool, table).await;
    every_endpoint_answers(&host, "sales_of_end_to_end").await;
}

#[tokio::test]
async fn moments_with_a_time_zone_come_in_utc_out_of_postgresql() {
    let Some(pool) = postgres().await else { return };
    let statements = [
        "DROP TABLE IF EXISTS moments",
        "CREATE TABLE moments (id BIGINT, at TIMESTAMPTZ, uid UUID, price REAL, tags TEXT[], raw BYTEA)",
        "INSERT INTO moments VALUES (1, '2024-08-30 12:19:57.9+02', 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11', 0.5, '{a,b}', 'x')",
    ];
    run(&pool, statements.map(str::to_owned).to_vec()).await;
    let host = host_of_postgres(&pool, SqlTable::new("moments")).await;
    let form = format!("table=moments&filter[at]=2024-08-30+13:19:57%2B03:00&{}", crate::setting::ME);
    let (status, text) = host.call("urlData", form).await.expect("it answers");
    assert_eq!(status, 200, "{text}");
    assert_eq!(
        text,
        r#"[["id","at","uid","price","tags"],[1,"2024-08-30T10:19:57+00:00","a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11",0.5,"{a,b}"]]"#
    );
}

async fn every_endpoint_answers(host: &Hosting, code: &str) {
    let portal = Portal::builder().allow_private_addresses(true).start().await.expect("a port is free");
    let client = Client::oauth(&portal.client_endpoint(), portal.token()).expect("the address is right");
    let (source, table) = register(&client, host, code).await;
    let ask = async |part: String| {
        let (status, text) =
            get(&format!("{}/__portal/{part}", portal.base_url())).await.expect("it answers");
        (status, serde_json::from_str::<Value>(&text).expect("it is JSON"))
    };

    assert_eq!(ask(format!("sources/{source}/check")).await, (200, json!(true)));
    let tables = json!([{ "code": code, "title": "Sales of 2024" }]);
    assert_eq!(ask(format!("sources/{source}/tables?searchString=2024")).await, (200, tables));
    assert_eq!(ask(format!("sources/{source}/tables?searchString=cost")).await, (200, json!([])));

    let (status, columns) = ask(format!("sources/{source}/columns?table={code}")).await;
    let types = |column: &Value| json!([column["code"], column["name"], column["type"]]);
    let columns: Vec<_> = columns.as_array().expect("a list").iter().map(types).collect();
    assert_eq!(status, 200);
    let expected = json!([
        ["deal_id", "deal_id", "int"],
        ["customer", "customer", "string"],
        ["amount", "amount", "double"],
        ["paid", "paid", "int"],
        ["day", "Day", "date"],
        ["created_at", "created_at", "datetime"],
    ]);
    assert_eq!(Value::from(columns), expected);
    let (status, answer) = ask(format!("sources/{source}/columns?table=costs")).await;
    let description = "urlTableDescription: it answered with HTTP 404";
    assert_eq!((status, answer["error_description"].as_str()), (502, Some(description)));

    let all = json!({
        "columns": ["DEAL", "CUSTOMER", "AMOUNT", "PAID", "DAY", "CREATED"],
        "rows": [
            [101, "Anna's \"shop\"", 1200.5, 1, "2024-08-30", "2024-08-30T12:19:57+00:00"],
            [102, "Łódź 100%", 80, 0, "2024-08-31", "2024-08-31T00:00:00+00:00"],
            [103, "", null, null, null, null],
            [104, null, -3.25, 1, "2023-01-01", "2023-01-01T23:59:59+00:00"],
        ],
    });
    assert_eq!(as_numbers(ask(format!("tables/{table}/data")).await.1), as_numbers(all));
    for (query, rows) in [
        ("select[]=CREATED&select[]=DEAL&limit=1", json!([["2024-08-30T12:19:57+00:00", 101]])),
        ("select[]=DEAL&filter[%3E%3DAMOUNT]=80", json!([[101], [102]])),
        ("select[]=DEAL&filter[%25CUSTOMER]=100%25", json!([[102]])),
        ("select[]=DEAL&filter[%3D%25CUSTOMER]=anna_s%25", json!([[101]])),
        ("select[]=DEAL&filter[CUSTOMER]=", json!([[103], [104]])),
        ("select[]=DEAL&filter[!DAY]=", json!([[101], [102], [104]])),
        ("select[]=DEAL&filter[@DEAL][]=101&filter[@DEAL][]=104", json!([[101], [104]])),
        ("select[]=DEAL&filter[!@DEAL][]=101&filter[!@DEAL][]=104", json!([[102], [103]])),
        ("select[]=DEAL&filter[%3C%3DAMOUNT]=0", json!([[104]])),
        ("select[]=DEAL&filter[%3E%3CDAY][]=2024-01-01&filter[%3E%3CDAY][]=2024-08-30", json!([[101]])),
        (
            "select[]=DEAL&select[]=CREATED&filter[CREATED]=2024-08-30T14:19:57%2B02:00",
            json!([[101, "2024-08-30T12:19:57+00:00"]]),
        ),
        (
            "select[]=DEAL&filter[0][LOGIC]=OR&filter[0][PAID]=0&filter[0][%3CAMOUNT]=0&filter[!DEAL]=104",
            json!([[102]]),
        ),
    ] {
        let (status, answer) = ask(format!("tables/{table}/data?{query}")).await;
        assert_eq!((status, &answer["rows"]), (200, &rows), "{query}: {answer}");
    }
    portal.shutdown().await;
}

/// Databases differ in whether a number without a fraction has one.
fn as_numbers(value: Value) -> Value {
    match value {
        Value::Number(number) => json!(number.as_f64()),
        Value::Array(items) => items.into_iter().map(as_numbers).collect(),
        Value::Object(members) => members.into_iter().map(|(key, value)| (key, as_numbers(value))).collect(),
        other => other,
    }
}

async fn register(client: &Client<OAuth>, host: &Hosting, code: &str) -> (SourceId, TableId) {
    let added =
        connector::Add::new(NewConnector { settings: Login::settings(), ..connectors::at(&host.base) });
    let connector = client.call(added.support_mapping(true)).await.expect("it is right");
    let new = |login: Login| {
        let settings = login.values();
        source::Add::new(NewSource { title: "Ours".to_owned(), connector_id: connector, settings })
    };
    let guess = Login { password: "guess".into(), ..login() };
    let refused = client.call(new(guess)).await.expect_err("the password is wrong").to_string();
    assert!(refused.contains("Cannot create connection."), "{refused}");
    let source = client.call(new(login())).await.expect("the host answers");
    let columns = [
        ("DEAL", "deal_id", ColumnType::Int),
        ("CUSTOMER", "customer", ColumnType::String),
        ("AMOUNT", "amount", ColumnType::Double),
        ("PAID", "paid", ColumnType::Int),
        ("DAY", "day", ColumnType::Date),
        ("CREATED", "created_at", ColumnType::Datetime),
    ];
    let fields = columns.map(|(name, code, r#type)| NewColumn {
        name: name.to_owned(),
        external_code: code.to_owned(),
        r#type,
    });
    let table = table::Add::new(NewTable {
        source_id: source,
        name: "sales".to_owned(),
        external_name: "Sales".to_owned(),
        external_code: code.to_owned(),
        fields: fields.to_vec(),
    });
    (source, client.call(table).await.expect("it is right"))
}
