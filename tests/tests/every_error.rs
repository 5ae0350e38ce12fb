//! Each documented error of each method that the specs describe: its code and text come out as its own variant, in the
//! place and with the status that the server gives it, and with its placeholders as data.

// The deprecated methods have errors too.
#![allow(deprecated)]

use bitrix_api::biconnector::connector::{self, ConnectorId, NewConnector};
use bitrix_api::biconnector::dataset;
use bitrix_api::biconnector::source::{self, NewSource, SourceId};
use bitrix_api::biconnector::table::{self, ColumnType, NewColumn, NewTable, TableId};
use bitrix_api::client::{OAuth, ServedTo};
use bitrix_api::crm::deal::{self, DealId};
use bitrix_api::error::ErrorCode;
use bitrix_api::{CallError, Client, Request, basic};
use bitrix_spec::catalog;
use bitrix_spec::model::{Code, ErrorCase, ErrorPlace, Family};
use bitrix_tests::raw_server::{RawServer, Reply};
use serde_json::{Value, json};

/// Sends the request once for each documented error of its method, and gives how many those were.
async fn refused<R: Request + Clone>(
    families: &[Family],
    server: &RawServer,
    client: &Client<OAuth>,
    request: R,
) -> usize
where
    R::Context: ServedTo<OAuth>,
    R::Output: std::fmt::Debug,
{
    let found = families.iter().find_map(|family| {
        let method = family.methods.iter().find(|method| method.wire_name == R::METHOD)?;
        Some(family.errors_of(method).collect::<Vec<_>>())
    });
    let cases = found.unwrap_or_else(|| panic!("no spec describes {}", R::METHOD));
    for case in cases.iter().copied() {
        let values: Vec<_> =
            case.message.placeholders().iter().map(|name| (name.to_string(), format!("<{name}>"))).collect();
        let value =
            |name: &str| values.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
        let text = case.message.fill(value);
        server.say(Reply::json(case.http, answer(case, &text).to_string()));
        match client.call(request.clone()).await {
            Err(CallError::Refused { kind, refusal }) => {
                let variant = format!("{kind:?}");
                assert!(variant.starts_with(&case.rust_name()), "{} {text}: {variant}", R::METHOD);
                for (_, value) in &values {
                    assert!(variant.contains(value), "{} {text}: {variant}", R::METHOD);
                }
                assert_eq!((refusal.http, &refusal.description), (case.http, &text), "{}", R::METHOD);
                let same = match (&refusal.code, &case.code) {
                    (ErrorCode::Text(code), Code::Text(known)) => code == known,
                    (ErrorCode::Number(code), Code::Number(known)) => code == known,
                    _ => false,
                };
                assert!(same, "{}: {:?} for {:?}", R::METHOD, refusal.code, case.code);
            }
            other => panic!("{} {text}: {other:?}", R::METHOD),
        }
    }
    cases.len()
}

fn answer(case: &ErrorCase, text: &str) -> Value {
    let code = match &case.code {
        Code::Text(code) => json!(code),
        Code::Number(code) => json!(code),
    };
    let error = json!({ "error": code, "error_description": text });
    match case.at {
        ErrorPlace::Result => json!({ "result": { "error": error } }),
        ErrorPlace::Top => error,
    }
}

fn text(text: &str) -> String {
    text.to_owned()
}

fn new_connector() -> NewConnector {
    NewConnector {
        title: text("t"),
        logo: text("l"),
        url_check: text("u"),
        url_data: text("u"),
        url_table_list: text("u"),
        url_table_description: text("u"),
        settings: Vec::new(),
    }
}

fn new_source(connector_id: ConnectorId) -> NewSource {
    NewSource { title: text("t"), connector_id, settings: [(text("login"), "x".into())].into() }
}

fn new_table(source_id: SourceId) -> NewTable {
    NewTable {
        source_id,
        name: text("t"),
        external_name: text("t"),
        external_code: text("t"),
        fields: vec![NewColumn { name: text("A"), external_code: text("a"), r#type: ColumnType::Int }],
    }
}

#[tokio::test]
async fn every_documented_error_of_every_method_is_a_variant_of_its_own() {
    let families: Vec<Family> =
        catalog::families().filter_map(catalog::family).map(|checked| checked.family).collect();
    let server = RawServer::start(Reply::Silence).await.expect("a port is free");
    let client = Client::oauth(&server.base, "the-token").expect("an endpoint");
    let mut methods = 0;
    let mut errors = 0;
    macro_rules! refused {
        ($($request:expr),* $(,)?) => {
            $(
                methods += 1;
                errors += refused(&families, &server, &client, $request).await;
            )*
        };
    }
    let connector = ConnectorId::new(4).expect("an id");
    let source = SourceId::new(4).expect("an id");
    let table = TableId::new(4).expect("an id");
    let deal = DealId::new(4).expect("an id");
    refused![
        connector::Add::new(new_connector()),
        connector::Update::new(connector).title("t"),
        connector::Get::new(connector),
        connector::List::new(),
        connector::Delete::new(connector),
        connector::Fields::new(),
        source::Add::new(new_source(connector)),
        source::Update::new(source, "t"),
        source::Get::new(source),
        source::List::new(),
        source::Delete::new(source),
        source::Fields::new(),
        table::Add::new(new_table(source)),
        table::Update::new(table).description("d"),
        table::Get::new(table),
        table::List::new(),
        table::Delete::new(table),
        table::Fields::new(),
        table::FieldsUpdate::new(table),
        dataset::Add::new(new_table(source)),
        dataset::Update::new(table).description("d"),
        dataset::Get::new(table),
        dataset::List::new(),
        dataset::Delete::new(table),
        dataset::Fields::new(),
        dataset::FieldsUpdate::new(table),
    ];
    refused![
        deal::List::new(),
        deal::Add::new(),
        deal::Get::new(deal),
        deal::Update::new(deal).title("t"),
        deal::Delete::new(deal),
        basic::UserCurrent::new(),
        basic::ServerTime::new(),
        basic::AppInfo::new(),
        basic::Scope::new(),
        basic::MethodGet::new("user.get"),
    ];
    let described = families.iter().flat_map(|family| &family.methods).map(|method| method.errors.len());
    let described: usize = described.sum();
    assert_eq!((methods, errors), (26 + 10, described));
}
