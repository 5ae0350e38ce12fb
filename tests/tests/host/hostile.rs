//! Calls that no portal makes: a clear refusal, and nothing done that was not asked for.

use bitrix_api::host::sql::SqlTable;
use bitrix_api::host::sql::sqlx::{self, SqlitePool};
use bitrix_tests::hosting::Hosting;
use bitrix_tests::http::client;
use url::form_urlencoded::byte_serialize;

use crate::setting::{ME, Sqlite, host_of_sqlite, run, sales, sqlite};

/// What is known to do harm where it becomes a part of a statement.
const SQL: [&str; 9] = [
    "sales\"; DROP TABLE sales; --",
    "sales; DROP TABLE sales",
    "' OR '1'='1",
    "\" OR 1=1 --",
    "1) OR (1=1",
    "deal_id\" FROM sales UNION SELECT word FROM passwords --",
    "passwords",
    "sqlite_master",
    "${1}?$1:1@1",
];

async fn house() -> (Sqlite, Hosting) {
    let database = sqlite(1).await;
    run(&database.pool, sales("sales", "DATETIME")).await;
    let passwords = ["CREATE TABLE passwords (word TEXT)", "INSERT INTO passwords VALUES ('hunter2')"];
    run(&database.pool, passwords.map(str::to_owned).to_vec()).await;
    let host = host_of_sqlite(&database, SqlTable::new("sales")).await;
    (database, host)
}

async fn is_unharmed(pool: &SqlitePool) {
    let sales: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sales").fetch_one(pool).await.expect("it is there");
    let tables: i64 =
        sqlx::query_scalar("SELECT count(*) FROM sqlite_master").fetch_one(pool).await.expect("it is there");
    assert_eq!((sales, tables), (4, 2));
}

#[tokio::test]
async fn sql_in_any_place_is_a_name_that_there_is_not_or_a_value_like_others() {
    let (database, host) = house().await;
    for sql in SQL {
        let sql: String = byte_serialize(sql.as_bytes()).collect();
        for (form, may_answer) in [
            (format!("table={sql}&{ME}"), false),
            (format!("table=sales&select[]={sql}&{ME}"), false),
            (format!("table=sales&select[{sql}]=deal_id&{ME}"), true),
            (format!("table=sales&filter[{sql}]=1&{ME}"), false),
            (format!("table=sales&filter[%25customer]={sql}&{ME}"), true),
            (format!("table=sales&filter[customer][]={sql}&{ME}"), true),
            (format!("table=sales&filter[deal_id]={sql}&{ME}"), false),
            (format!("table=sales&filter[created_at]={sql}&{ME}"), false),
            (format!("table=sales&filter[0][LOGIC]={sql}&{ME}"), false),
            (format!("table=sales&limit={sql}&{ME}"), false),
            (format!("table=sales&select[]=X&mapFields[{sql}]=X&{ME}"), false),
            (format!("table=sales&select[]={sql}&mapFields[deal_id]={sql}&{ME}"), true),
            (format!("table=sales&connection[login]={sql}&connection[password]=secret"), false),
            (format!("table=sales&{ME}&connection[{sql}]=x"), true),
            (format!("table=sales&{ME}&{sql}=x"), true),
        ] {
            let (status, text) = host.call("urlData", form.as_str()).await.expect("it answers");
            assert!(status == 200 && may_answer || (400..500).contains(&status), "{form}: {status} {text}");
            assert!(!text.contains("hunter2"), "{form}: {text}");
        }
        for endpoint in ["urlTableDescription", "urlTableList"] {
            let (status, text) = host
                .call(endpoint, format!("table={sql}&searchString={sql}&{ME}"))
                .await
                .expect("it answers");
            let expected = if endpoint == "urlTableList" { 200 } else { 404 };
            assert_eq!(status, expected, "{endpoint} {sql}: {text}");
        }
    }
    is_unharmed(&database.pool).await;
}

#[tokio::test]
async fn forms_that_no_portal_writes_are_refused() {
    let (database, host) = house().await;
    let bomb = format!("table=sales&filter{}=1&{ME}", "[0]".repeat(100_000));
    let deep = format!("table=sales&filter{}[deal_id]=101&{ME}", "[0]".repeat(62));
    let keys = (0..10_000).map(|at| format!("filter[{at}][deal_id]=1")).collect::<Vec<_>>().join("&");
    let conditions = (0..900).map(|at| format!("filter[{at}][deal_id]=1")).collect::<Vec<_>>().join("&");
    let pattern = format!("table=sales&filter[%25customer]={}&{ME}", "a".repeat(60_000));
    for (form, status, told) in [
        (bomb.into_bytes(), 400, "parameter 2 nests deeper than 64 levels"),
        (deep.into_bytes(), 200, "[101,"),
        (format!("{keys}&table=sales&{ME}").into_bytes(), 400, "filter: at most 400 conditions"),
        (format!("{conditions}&table=sales&{ME}").into_bytes(), 400, "filter: at most 400 conditions"),
        (pattern.into_bytes(), 400, "filter: a pattern has at most 1000 characters"),
        (format!("table=sales%00&{ME}").into_bytes(), 400, "U+0000"),
        ([b"table=\xff\xfe&", ME.as_bytes()].concat(), 400, "parameter 1 is not UTF-8"),
        (format!("table=%C0%AF&{ME}").into_bytes(), 400, "parameter 1 is not UTF-8"),
        (format!("table=sales&table=sales&{ME}").into_bytes(), 400, "parameter 2 was given before"),
        (format!("table[]=sales&{ME}").into_bytes(), 400, "table: must be one text"),
        (ME.as_bytes().to_vec(), 400, "table: is missing"),
        (format!("table=sales&limit=18446744073709551615&{ME}").into_bytes(), 200, "[104,"),
        (
            format!("table=sales&limit=18446744073709551616&{ME}").into_bytes(),
            400,
            "limit: must be a whole number",
        ),
        (format!("table=sales&limit=-1&{ME}").into_bytes(), 400, "limit: must be a whole number"),
        (format!("table=sales&limit=0&{ME}").into_bytes(), 200, "\"created_at\"]]"),
        (format!("table=sales&select[]=day&select[]=DAY&{ME}").into_bytes(), 400, "names a column twice"),
        (format!("table=sales&select[]=day&select[]=day&{ME}").into_bytes(), 400, "names a column twice"),
        (format!("table=sales&mapFields[day]=A&mapFields[paid]=A&{ME}").into_bytes(), 400, "have one name"),
        (vec![b'a'; 1024 * 1024 + 1], 413, "the body has more bytes than are read"),
        (
            b"table=sales&connection[login]=user&connection[password]=guess".to_vec(),
            403,
            "the credentials are wrong",
        ),
        (b"table=nothing&connection[login]=user&connection[password]=guess".to_vec(), 403, "the credentials"),
    ] {
        let shown = String::from_utf8_lossy(form.get(..80).unwrap_or(&form)).into_owned();
        let answer = host.call("urlData", form).await.expect("it answers");
        assert_eq!(answer.0, status, "{shown}: {}", answer.1);
        assert!(answer.1.contains(told), "{shown}: {}", answer.1);
    }
    is_unharmed(&database.pool).await;
}

#[tokio::test]
async fn only_forms_are_taken_and_only_by_post() {
    let (_database, host) = house().await;
    let address = format!("{}/urlCheck", host.base);
    let http = client().expect("no TLS is needed");
    for (request, expected) in [
        (http.get(&address), 405),
        (http.post(&address).header("Content-Type", "application/json").body("{}"), 415),
        (http.post(&address).header("Content-Type", "multipart/form-data; boundary=x").body("--x--"), 415),
        (http.post(&address).body(ME), 200),
        (
            http.post(&address)
                .header("Content-Type", "Application/X-WWW-Form-Urlencoded; charset=UTF-8")
                .body(ME),
            200,
        ),
    ] {
        let answer = request.send().await.expect("it answers");
        assert_eq!(answer.status().as_u16(), expected);
    }
}

#[tokio::test]
async fn a_list_of_many_values_is_one_condition() {
    let (_database, host) = house().await;
    let values = (102..1002).map(|value| format!("filter[@deal_id][]={value}")).collect::<Vec<_>>().join("&");
    for (form, expected) in [
        (format!("{values}&filter[@deal_id][]="), r#"[["deal_id"],[102],[103],[104]]"#),
        (values.replace('@', "!@"), r#"[["deal_id"],[101]]"#),
    ] {
        let (status, text) = host
            .call("urlData", format!("table=sales&select[]=deal_id&{form}&{ME}"))
            .await
            .expect("it answers");
        assert_eq!((status, text.as_str()), (200, expected));
    }
}
