//! One struct for what a connector declares, a source fills in and a call brings.

use bitrix_api::biconnector::connector::{self, DataQuery, ExternalColumn, ExternalTable, SettingType};
use bitrix_api::host::{HostError, Rows};
use bitrix_api::{ConnectionSettings, Secret};

use bitrix_api::host::sql::SqlTable;
use bitrix_tests::log::Log;

use crate::setting::{host_of_sqlite, run, sales, serve, sqlite};

#[derive(ConnectionSettings)]
struct Access {
    #[bitrix(code = "user name", name = "Who")]
    user: String,
    token: Secret,
    port: u16,
    shop_id: Option<i64>,
}

struct Echo;

impl connector::Host for Echo {
    type Connection = Access;

    async fn check(&self, access: &Access) -> Result<(), HostError> {
        let Access { user, token, port, shop_id } = access;
        Err(HostError::bad(format!("{user} {} {port} {shop_id:?}", token.expose())))
    }

    async fn tables(&self, _: &Access, search: String) -> Result<Vec<ExternalTable>, HostError> {
        Err(HostError::bad(search))
    }

    async fn describe(&self, _: &Access, _: String) -> Result<Vec<ExternalColumn>, HostError> {
        Err(HostError::UnknownTable)
    }

    async fn data(&self, _: &Access, query: DataQuery) -> Result<Rows, HostError> {
        Err(HostError::bad(format!("{query:?}")))
    }
}

#[test]
fn settings_are_declared_and_filled_in_as_they_are_read() {
    let declared: Vec<_> = Access::settings().into_iter().map(|it| (it.code, it.name, it.r#type)).collect();
    let expected = [
        ("user name", "Who", SettingType::String),
        ("token", "Token", SettingType::String),
        ("port", "Port", SettingType::Int),
        ("shop_id", "Shop id", SettingType::Int),
    ];
    assert_eq!(declared, expected.map(|(code, name, ty)| (code.to_owned(), name.to_owned(), ty)));
    let access = |token: &str, shop_id| Access { user: "a".into(), token: token.into(), port: 80, shop_id };
    let values: Vec<_> = access("t", None)
        .values()
        .into_iter()
        .map(|(code, value)| (code, value.expose().to_owned()))
        .collect();
    let expected = [("port", "80"), ("token", "t"), ("user name", "a")];
    assert_eq!(values, expected.map(|(code, value)| (code.to_owned(), value.to_owned())));
    assert!(access("t", Some(1)).matches(&access("t", Some(1))));
    for other in [access("u", Some(1)), access("t", None), access("tt", Some(1))] {
        assert!(!access("t", Some(1)).matches(&other));
    }
}

#[tokio::test]
async fn what_a_call_brings_is_typed_and_never_shown() {
    let host = serve(Echo).await;
    for (form, message) in [
        ("connection[user+name]=Anna&connection[token]=t&connection[port]=80", "Anna t 80 None"),
        (
            "connection[user+name]=Anna&connection[token]=t&connection[port]=80&connection[shop_id]=7&more=1",
            "Anna t 80 Some(7)",
        ),
        ("", "connection[user name]: is missing"),
        (
            "connection[user+name]=Anna&connection[token]=t&connection[port]=hunter2",
            "connection[port]: must be a whole number that fits",
        ),
        (
            "connection[user+name]=Anna&connection[token]=t&connection[port]=70000",
            "connection[port]: must be a whole number that fits",
        ),
        ("connection[user+name][]=Anna", "connection[user name]: must be one value"),
        ("connection=x", "connection: must have members, `connection[…]`"),
    ] {
        let (status, text) = host.call("urlCheck", form).await.expect("it answers");
        let expected = serde_json::json!({ "error": "BAD_CALL", "error_description": message }).to_string();
        assert_eq!((status, text), (400, expected), "{form}");
    }
}

#[tokio::test]
async fn nothing_that_a_call_brings_goes_to_the_log() {
    let log = Log::of_this_program();
    let database = sqlite(1).await;
    run(&database.pool, sales("sales", "DATETIME")).await;
    let host = host_of_sqlite(&database, SqlTable::new("sales")).await;
    for (password, parts) in [
        ("correct-horse", "table=sales"),
        ("correct-horse", "table=correct-horse"),
        ("correct-horse", "table=sales&filter[customer]=correct-horse&filter[correct-horse]=1"),
        ("correct-horse", "table=sales&table=correct-horse"),
        ("correct-horse%00", "correct-horse"),
        ("secret", "table=sales&filter[customer]=correct-horse"),
        ("secret", "table=sales&filter[deal_id]=correct-horse"),
    ] {
        let form = format!("connection[login]=user&connection[password]={password}&{parts}");
        let (_, text) = host.call("urlData", form).await.expect("it answers");
        assert!(!text.contains("correct-horse"), "{parts}: {text}");
    }
    let log = log.text();
    assert!(log.contains("a call is refused"), "the log has nothing of the calls");
    assert!(!log.contains("correct-horse"), "{log}");
}
