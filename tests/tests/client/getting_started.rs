//! The story of the documentation's "getting started", against the portal: connector, source, table, and all that can go
//! wrong between them.

use bitrix_api::biconnector::Chain;
use bitrix_api::biconnector::connector::{self, Connector, ConnectorId, NewConnector, Setting, SettingType};
use bitrix_api::biconnector::source::{self, NewSource, Source, SourceId};
use bitrix_api::biconnector::table::{
    self, ColumnChange, ColumnType, FieldsUpdateError, NewColumn, NewTable, Table,
};
use bitrix_api::client::OAuth;
use bitrix_api::portal::{Fault, Moment, Portal, Release};
use bitrix_api::{CallError, Client};
use bitrix_tests::connectors;
use bitrix_tests::raw_server::{RawServer, Reply};
use serde_json::json;

fn text(text: &str) -> String {
    text.to_owned()
}

fn setting(code: &str) -> Setting {
    Setting { code: text(code), name: code.to_uppercase(), r#type: SettingType::String }
}

/// A connector whose endpoints are at this address.
fn new_connector(base: &str) -> NewConnector {
    NewConnector {
        title: text("Shop"),
        settings: vec![setting("login"), setting("password")],
        ..connectors::at(base)
    }
}

fn new_source(connector_id: ConnectorId) -> NewSource {
    let settings = [(text("login"), "anna".into()), (text("password"), "s3cret".into())].into();
    NewSource { title: text("Anna's shop"), connector_id, settings }
}

fn column(name: &str, code: &str, r#type: ColumnType) -> NewColumn {
    NewColumn { name: text(name), external_code: text(code), r#type }
}

fn new_table(source_id: SourceId) -> NewTable {
    NewTable {
        source_id,
        name: text("orders"),
        external_name: text("Orders"),
        external_code: text("orders_2024"),
        fields: vec![column("ID", "id", ColumnType::Int), column("TOTAL", "total", ColumnType::Double)],
    }
}

fn client(portal: &Portal) -> Client<OAuth> {
    Client::oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint")
}

/// An endpoint that answers all that a connector is asked.
async fn endpoint() -> RawServer {
    RawServer::start(Reply::json(200, "{}")).await.expect("a port is free")
}

fn kind<T: std::fmt::Debug, E: std::fmt::Debug>(result: Result<T, CallError<E>>) -> E {
    match result {
        Err(CallError::Refused { kind, .. }) => kind,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_connector_a_source_and_a_table_are_made_changed_read_and_removed_in_the_right_order() {
    let (portal, endpoint) = (Portal::start().await.expect("a port is free"), endpoint().await);
    let client = client(&portal);
    let connector =
        client.call(connector::Add::new(new_connector(&endpoint.base))).await.expect("a connector");

    let source = client.call(source::Add::new(new_source(connector))).await.expect("a source");
    let asked = endpoint.received();
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].verb.as_str(), asked[0].path.as_str()), ("POST", "/urlCheck"));
    assert_eq!(asked[0].header("content-type"), Some("application/x-www-form-urlencoded"));
    let body = String::from_utf8_lossy(&asked[0].body).into_owned();
    assert_eq!(body, "connection%5Blogin%5D=anna&connection%5Bpassword%5D=s3cret");

    let table = client.call(table::Add::new(new_table(source))).await.expect("a table");
    let columns = client.call(table::Get::new(table)).await.expect("the table").fields.expect("its columns");
    let change = ColumnChange { id: columns[0].id, visible: false };
    let update = table::FieldsUpdate::new(table)
        .add([column("PAID", "paid", ColumnType::Datetime)])
        .update([change])
        .delete([columns[1].id]);
    client.call(update).await.expect("the columns change");

    let read = client.call(table::Get::new(table)).await.expect("the table");
    let columns: Vec<_> = read.fields.iter().flatten().map(|it| (it.name.as_str(), it.visible)).collect();
    assert_eq!(columns, [("ID", false), ("PAID", true)]);
    assert_eq!((read.source_id, read.external_id), (None, 0));
    let listed = client.call(table::List::new()).await.expect("tables");
    assert_eq!((listed[0].source_id, &listed[0].fields), (Some(source), &None));
    client.call(table::Update::new(table).description("By day")).await.expect("a description");

    let read = client.call(source::Get::new(source)).await.expect("the source");
    let before: Vec<_> = read.settings.iter().flatten().map(|it| it.id).collect();
    let update = source::Update::new(source, "Shop").settings([(text("password"), "n3w".into())]);
    client.call(update).await.expect("the source changes");
    let read = client.call(source::Get::new(source)).await.expect("the source");
    let values: Vec<_> =
        read.settings.iter().flatten().map(|it| (it.code.as_str(), it.value.expose())).collect();
    assert_eq!(values, [("login", "anna"), ("password", "n3w")]);
    let numbers: Vec<_> = read.settings.iter().flatten().map(|it| it.id).collect();
    assert_eq!(numbers, before, "a value keeps its number");
    assert_eq!((read.title.as_str(), read.connector_id), ("Shop", connector));
    assert!(read.date_update.is_some() && read.updated_by_id.is_some());

    let restricted = kind(client.call(connector::Delete::new(connector)).await);
    assert_eq!(restricted, connector::DeleteError::ConnectorDeleteRestricted);
    assert_eq!(kind(client.call(source::Delete::new(source)).await), source::DeleteError::BxError);
    client.call(table::Delete::new(table)).await.expect("the table goes first");
    client.call(source::Delete::new(source)).await.expect("then the source");
    client.call(connector::Delete::new(connector)).await.expect("then the connector");
    assert_eq!(kind(client.call(table::Get::new(table)).await), table::GetError::DatasetNotFound);
    assert_eq!(kind(client.call(source::Get::new(source)).await), source::GetError::SourceNotFound);
}

#[tokio::test]
async fn an_endpoint_that_does_not_answer_stops_a_source() {
    let (portal, endpoint) = (Portal::start().await.expect("a port is free"), endpoint().await);
    let client = client(&portal);
    let connector =
        client.call(connector::Add::new(new_connector(&endpoint.base))).await.expect("a connector");
    let source = client.call(source::Add::new(new_source(connector))).await.expect("a source");
    for (status, body) in [(500, "{}"), (200, ""), (200, "0"), (302, "moved")] {
        endpoint.say(Reply::json(status, body));
        let added = kind(client.call(source::Add::new(new_source(connector))).await);
        assert_eq!(added, source::AddError::SourceCreateConnectionError, "{status} {body:?}");
        let updated = kind(client.call(source::Update::new(source, "Shop")).await);
        assert_eq!(updated, source::UpdateError::SourceUpdateConnectionError, "{status} {body:?}");
    }
    assert_eq!(client.call(source::List::new()).await.expect("sources").len(), 1);

    let careful = Portal::builder().allow_private_addresses(false).start().await.expect("a port is free");
    let client = self::client(&careful);
    endpoint.say(Reply::json(200, "{}"));
    let before = endpoint.received().len();
    let connector =
        client.call(connector::Add::new(new_connector(&endpoint.base))).await.expect("a connector");
    let added = kind(client.call(source::Add::new(new_source(connector))).await);
    assert_eq!(added, source::AddError::SourceCreateConnectionError);
    assert_eq!(endpoint.received().len(), before, "a private address is not called");
}

#[tokio::test]
async fn an_application_sees_nothing_of_another_s() {
    let portal = Portal::start().await.expect("a port is free");
    let state = json!({
        "connectors": [{ "id": 4 }, { "id": 5, "owner": "second" }],
        "sources": [{ "id": 3, "connectorId": 4 }, { "id": 6, "connectorId": 5 }],
        "tables": [{ "id": 10, "sourceId": 3 }, { "id": 11, "sourceId": 6 }],
    });
    portal.seed(&state).expect("a state");
    let second = Client::oauth(&portal.client_endpoint(), portal.second_token()).expect("an endpoint");
    for (client, connector, source, table) in [(client(&portal), 4, 3, 10), (second, 5, 6, 11)] {
        let connectors = client.call(connector::List::new()).await.expect("connectors");
        let sources = client.call(source::List::new()).await.expect("sources");
        let tables = client.call(table::List::new()).await.expect("tables");
        let ids = (connectors[0].id.get(), sources[0].id.get(), tables[0].id.get());
        assert_eq!(
            (ids, connectors.len(), sources.len(), tables.len()),
            ((connector, source, table), 1, 1, 1)
        );
        let of_the_other = ConnectorId::new(9 - connector).expect("an id");
        let gone = kind(client.call(connector::Get::new(of_the_other)).await);
        assert_eq!(gone, connector::GetError::ConnectorNotFound);
        let refused = kind(client.call(source::Add::new(new_source(of_the_other))).await);
        assert_eq!(refused, source::AddError::ConnectorNotFound);
    }
}

#[tokio::test]
async fn a_chain_is_made_whole_or_says_what_stands_and_removes_it() {
    let (portal, endpoint) = (Portal::start().await.expect("a port is free"), endpoint().await);
    let client = client(&portal);
    let chain = |table: fn(SourceId) -> table::Add| {
        Chain::new(connector::Add::new(new_connector(&endpoint.base)), |connector| {
            source::Add::new(new_source(connector))
        })
        .table(table)
    };
    let made = chain(|source| table::Add::new(new_table(source))).create(&client).await.expect("a chain");
    assert_eq!(client.call(table::List::new()).await.expect("tables")[0].id, made.tables[0]);

    // The name is taken now, which only the server can know.
    let failed = chain(|source| table::Add::new(new_table(source))).create(&client).await;
    let mut failed = failed.expect_err("no two tables share a name");
    let error = failed.error.downcast_ref::<CallError<table::AddError>>();
    let expected = table::AddError::NameExists { name: Some(text("orders")) };
    assert!(matches!(error, Some(CallError::Refused { kind, .. }) if *kind == expected), "{failed}");
    assert!(failed.to_string().contains("stands"), "{failed}");
    failed.standing.remove(&client).await.expect("it can go");
    assert_eq!(client.call(connector::List::new()).await.expect("connectors").len(), 1);

    // What the client can know stops the whole of it before the first call.
    let calls = portal.calls().len();
    let wrong = chain(|source| table::Add::new(NewTable { name: text("Orders"), ..new_table(source) }));
    let error = wrong.create(&client).await.expect_err("the name begins with a capital");
    assert!(error.to_string().contains("fields.name: not of the form"), "{error}");
    assert_eq!(portal.calls().len(), calls);

    let mut standing = bitrix_api::biconnector::Standing::from(made);
    standing.remove(&client).await.expect("all of it can go");
    assert_eq!(standing, bitrix_api::biconnector::Standing::default());
}

#[tokio::test]
async fn what_is_gone_already_counts_as_removed() {
    let (portal, endpoint) = (Portal::start().await.expect("a port is free"), endpoint().await);
    let client = client(&portal);
    let base = endpoint.base.clone();
    let chain = Chain::new(connector::Add::new(new_connector(&base)), |connector| {
        source::Add::new(new_source(connector))
    });
    let chain = chain.table(|source| table::Add::new(new_table(source)));
    let made = chain.create(&client).await.expect("a chain");
    let mut standing = bitrix_api::biconnector::Standing::from(made);
    for method in ["biconnector.table.delete", "biconnector.source.delete", "biconnector.connector.delete"] {
        // It runs, and nobody hears of it.
        portal.plan(Fault::Drop(Moment::After).of_method(method));
        let error = standing.remove(&client).await.expect_err("the answer is lost");
        assert!(error.to_string().starts_with(method), "{error}");
    }
    standing.remove(&client).await.expect("nothing is left to remove");
    assert_eq!(standing, bitrix_api::biconnector::Standing::default());
    assert!(client.call(connector::List::new()).await.expect("connectors").is_empty());
}

#[tokio::test]
async fn a_caller_asks_what_the_portal_knows_and_leaves_out_the_rest() {
    for (release, knows_source_code) in [(Release::R26_250, false), (Release::Newer, true)] {
        let portal = Portal::builder().release(release).start().await.expect("a port is free");
        let client = client(&portal);
        let known = client.capabilities::<Connector>().await.expect("an answer");
        assert!(known.has_methods() && known.knows(Connector::SUPPORT_MAPPING));
        assert_eq!(known.knows(Connector::SOURCE_CODE), knows_source_code);
        assert!(client.capabilities::<Source>().await.expect("an answer").fields().any(|it| it == "title"));
        assert!(client.capabilities::<Table>().await.expect("an answer").has_methods());

        let add = connector::Add::new(new_connector("https://shop.example")).source_code("mysql");
        match client.call(add).await {
            Ok(_) => assert!(knows_source_code),
            Err(error) => {
                assert!(!knows_source_code, "{error}");
                assert_eq!(
                    error.to_string(),
                    "biconnector.connector.add was refused: VALIDATION_UNKNOWN_PARAMETERS, Unknown parameters: \
                     sourceCode; leave out what this portal does not know: `Client::capabilities` tells"
                );
            }
        }
    }
    // A portal from before tables had methods of their own.
    let old = RawServer::start(Reply::json(
        404,
        r#"{"error":"ERROR_METHOD_NOT_FOUND","error_description":"Method not found!"}"#,
    ));
    let old = old.await.expect("a port is free");
    let client = Client::oauth(&old.base, "the-token").expect("an endpoint");
    let known = client.capabilities::<Table>().await.expect("that is an answer too");
    assert!(!known.has_methods() && known.fields().next().is_none());
}

#[tokio::test]
async fn what_another_portal_sends_otherwise_is_read_all_the_same() {
    let server = RawServer::start(Reply::Silence).await.expect("a port is free");
    let client = Client::oauth(&server.base, "the-token").expect("an endpoint");
    let source = |settings: &str, dates: &str, key: &str| {
        format!(
            r#"{{"result":{{"item":{{"news":[1],"connection":{{"id":"3","title":"Sales","type":"rest","code":"rest_4","description":"","active":"Y","dateCreate":{dates},"dateUpdate":null,"createdById":"1","updatedById":0,"more":{{}}}},"{key}":"4","settings":{settings}}}}}}}"#
        )
    };
    for (settings, dates, key) in [
        ("null", "{}", "connectorId"),
        ("[]", "\"2025-03-24 07:25:59\"", "connectorid"),
        (r#"[{"code":"login","name":"Login","type":"STRING","value":5,"more":1}]"#, "[]", "connectorid"),
    ] {
        server.say(Reply::json(200, source(settings, dates, key)));
        let get = source::Get::new(SourceId::new(3).expect("an id"));
        let read = client.call(get).await.expect(settings);
        assert_eq!((read.id.get(), read.connector_id.get(), read.active), (3, 4, true));
        assert_eq!(read.date_create.is_some(), dates.contains("2025"));
        assert_eq!((read.created_by_id.map(|id| id.get()), read.updated_by_id), (Some(1), None));
        assert_eq!(
            read.settings.map(|settings| settings.len()),
            match settings {
                "null" => None,
                "[]" => Some(0),
                _ => Some(1),
            }
        );
    }
    let missing = source("null", "null", "connector");
    server.say(Reply::json(200, missing));
    let error =
        client.call(source::Get::new(SourceId::new(3).expect("an id"))).await.expect_err("no connector");
    assert!(error.to_string().contains("`connectorId` is missing"), "{error}");
}

#[tokio::test]
async fn columns_are_judged_as_the_server_judges_them() {
    let portal = Portal::start().await.expect("a port is free");
    portal
        .seed(&json!({
            "connectors": [{ "id": 4 }],
            "sources": [{ "id": 3, "connectorId": 4 }],
            "tables": [{ "id": 10, "sourceId": 3, "columns": [{ "id": 12, "name": "ID", "externalCode": "id" }] }],
        }))
        .expect("a state");
    let client = client(&portal);
    let table = table::TableId::new(10).expect("an id");
    let add =
        |name: &str, code: &str| table::FieldsUpdate::new(table).add([column(name, code, ColumnType::Int)]);
    let list_codes = Some(text("id"));
    let refused = kind(client.call(add("SUM", "id")).await);
    assert_eq!(refused, FieldsUpdateError::ValidationDuplicateExistCode { list_codes });
    let refused = kind(client.call(add("ID", "sum")).await);
    assert_eq!(refused, FieldsUpdateError::ValidationDuplicateExistName { list_names: Some(text("ID")) });
    client.call(add("SUM", "sum")).await.expect("another column");
    let columns = client.call(table::Get::new(table)).await.expect("the table").fields.expect("columns");
    assert_eq!(columns.len(), 2);
    assert!(columns[1].id > columns[0].id && columns[1].dataset_id == table);
}

// Its users are told to move on, and are served until they do.
#[allow(deprecated)]
#[tokio::test]
async fn tables_answer_to_their_older_name_too_but_for_their_removal() {
    use bitrix_api::biconnector::dataset;

    let portal = Portal::start().await.expect("a port is free");
    portal
        .seed(&json!({ "connectors": [{ "id": 4 }], "sources": [{ "id": 3, "connectorId": 4 }] }))
        .expect("a state");
    let client = client(&portal);
    let source = SourceId::new(3).expect("an id");
    let fields = client.call(dataset::Fields::new()).await.expect("fields");
    assert_eq!((fields[1].title.as_str(), fields[1].is_immutable), ("sourceId", true));

    let table = client.call(dataset::Add::new(new_table(source)).description("Old")).await.expect("a table");
    client.call(dataset::Update::new(table).description("New")).await.expect("a description");
    let update = dataset::FieldsUpdate::new(table).add([column("PAID", "paid", ColumnType::Datetime)]);
    client.call(update).await.expect("another column");
    let read = client.call(dataset::Get::new(table)).await.expect("the table");
    assert_eq!((read.description.as_str(), read.fields.map(|columns| columns.len())), ("New", Some(3)));
    assert!(read.external_id > 0, "it has a data set in BI Builder");
    let listed = client.call(dataset::List::new().page(1)).await.expect("tables");
    assert_eq!(client.call(table::List::new()).await.expect("tables"), listed);

    let died = client.call(dataset::Delete::new(table)).await.expect_err("the server dies over it");
    assert!(matches!(died, CallError::OutcomeUnknown(_)), "{died}");
    client.call(table::Delete::new(table)).await.expect("the newer method removes it");
    let gone = kind(client.call(dataset::Delete::new(table)).await);
    assert_eq!(gone, dataset::DeleteError::DatasetNotFound);
}
