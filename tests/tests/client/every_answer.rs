//! What the specs say that portals answer: each documented error of each method comes out as its own variant, with its
//! placeholders as data, from the place and with the status that the server gives it; each documented result is read.

// The deprecated methods have errors too.
#![allow(deprecated)]

use std::collections::BTreeSet;

use bitrix_api::biconnector::connector::{self, ConnectorId};
use bitrix_api::biconnector::dataset;
use bitrix_api::biconnector::source::{self, NewSource, SourceId};
use bitrix_api::biconnector::table::{self, ColumnType, NewColumn, NewTable, TableId};
use bitrix_api::client::{OAuth, ServedTo};
use bitrix_api::crm::deal::{self, DealId};
use bitrix_api::department;
use bitrix_api::error::ErrorCode;
use bitrix_api::{CallError, Client, Request, basic};
use bitrix_spec::model::{Code, ErrorCase, ErrorPlace, Family, Method};
use bitrix_tests::raw_server::{RawServer, Reply};
use bitrix_tests::{connectors, families, impatient};
use serde_json::{Value, json};

/// The method, and the family that describes it.
fn described<'f>(families: &'f [Family], wire_name: &str) -> (&'f Family, &'f Method) {
    let of_name = |family: &'f Family| {
        let method = family.methods.iter().find(|method| method.wire_name == wire_name)?;
        Some((family, method))
    };
    families.iter().find_map(of_name).unwrap_or_else(|| panic!("no spec describes {wire_name}"))
}

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
    let (family, method) = described(families, R::METHOD);
    let mut tried = 0;
    for case in family.errors_of(method) {
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
        tried += 1;
    }
    tried
}

/// Sends the request once for each example of its method, and gives how many results were read. Where the example
/// selects fields, the whole entity cannot be read from it.
async fn answered<R: Request + Clone>(
    families: &[Family],
    server: &RawServer,
    client: &Client<OAuth>,
    request: R,
) -> usize
where
    R::Context: ServedTo<OAuth>,
    R::Output: std::fmt::Debug,
{
    let (_, method) = described(families, R::METHOD);
    let whole = method
        .examples
        .iter()
        .filter(|example| !example.request.as_ref().is_some_and(|request| request.contains("\"select\"")));
    let mut read = 0;
    for response in whole.filter_map(|example| example.response.as_ref()) {
        server.say(Reply::json(200, response.clone()));
        let answer = client.call(request.clone()).await;
        assert!(answer.is_ok(), "{}: {answer:?} for {response}", R::METHOD);
        read += 1;
    }
    read
}

fn name_of<R: Request>(_: &R) -> &'static str {
    R::METHOD
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
async fn every_documented_error_is_a_variant_of_its_own_and_every_documented_result_is_read() {
    let families: Vec<Family> = families::shipped().collect();
    let server = RawServer::start(Reply::Silence).await.expect("a port is free");
    let client = impatient::builder().oauth(&server.base, "the-token").expect("an endpoint");
    let mut methods = BTreeSet::new();
    let mut errors = 0;
    let mut results = 0;
    macro_rules! sent {
        ($($request:expr),* $(,)?) => {
            $(
                let request = $request;
                assert!(methods.insert(name_of(&request)), "{} has two lines", name_of(&request));
                errors += refused(&families, &server, &client, request.clone()).await;
                results += answered(&families, &server, &client, request).await;
            )*
        };
    }
    let connector = ConnectorId::new(4).expect("an id");
    let source = SourceId::new(4).expect("an id");
    let table = TableId::new(4).expect("an id");
    let deal = DealId::new(4).expect("an id");
    sent![
        connector::Add::new(connectors::named("t")),
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
    sent![
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
        department::Get::new(),
    ];
    let described = || families.iter().flat_map(|family| &family.methods);
    let selecting = described().filter(|method| method.list.as_ref().is_some_and(|list| list.select));
    let names: BTreeSet<&str> = described().map(|method| method.wire_name.as_str()).collect();
    assert_eq!(methods, names, "a method has no line above, or a line is of a method that no spec describes");
    assert_eq!(errors, described().map(|method| method.errors.len()).sum::<usize>());
    // A list that selects fields answers with some of them only.
    assert_eq!(results, methods.len() - selecting.count());
}
