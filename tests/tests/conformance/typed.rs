//! The typed client against the server's own answers: each vector that can be said in types is called through them.

// The deprecated methods are called too.
#![allow(deprecated)]

use std::collections::BTreeMap;

use bitrix_api::biconnector::connector::{self, ConnectorId, ConnectorPatch, NewConnector, Setting};
use bitrix_api::biconnector::dataset;
use bitrix_api::biconnector::source::{self, NewSource, Source, SourceId, SourcePatch};
use bitrix_api::biconnector::table::{
    self, ColumnChange, ColumnId, NewColumn, NewTable, TableId, TablePatch,
};
use bitrix_api::client::{OAuth, ServedTo};
use bitrix_api::codec::{Encode, to_json};
use bitrix_api::error::ErrorCode;
use bitrix_api::portal::Portal;
use bitrix_api::request::NothingToChange;
use bitrix_api::{CallError, Client, Request, Secret, as_serde::Serde};
use bitrix_tests::body;
use bitrix_tests::vectors::{Vector, Vectors};
use serde_json::{Map, Value, json};

use crate::lists::{self, Id, OfConnector, Sorted, Titled};

/// How a vector fares on the typed side.
#[derive(Debug, PartialEq, Eq, Clone, Copy, PartialOrd, Ord)]
enum Typed {
    /// Sent; the typed outcome is the expected one.
    Sent,
    /// The types have no way to say it.
    Unsayable,
    /// Said, and refused before it was sent, as the server would have refused it.
    RefusedBefore,
}

#[tokio::test]
async fn every_vector_is_refused_by_types_or_before_sending_or_answered_alike() {
    let vectors = Vectors::load().expect("the file is JSON");
    let portal = Portal::start().await.expect("a port is free");
    let client = Client::oauth(&portal.client_endpoint(), portal.token()).expect("an endpoint");
    let mut fates = Vec::new();
    for vector in vectors.iter().filter(|vector| !vector.is_webhook()) {
        portal.seed(&vector.state()).expect("the state is one");
        let fate = typed(&client, &vector).await.unwrap_or_else(|why| panic!("{}: {why}", vector.name()));
        if fate != Typed::Sent && vector.expect().get("error").is_none() {
            // What the server accepts and the types do not must be something that nobody writes on purpose.
            let sloppy = sloppy(&vector);
            assert!(sloppy, "{}: the server accepts this, and the client cannot say it", vector.name());
        }
        if let (Typed::Sent, Some((method, params, _))) = (fate, vector.after()) {
            let result = client.call_raw(method, params).read().await.expect("it has an answer");
            assert_eq!(vector.differs_afterwards(&json!({ "result": result })), None, "{}", vector.name());
        }
        fates.push(fate);
    }
    let count = |fate| fates.iter().filter(|&&it| it == fate).count();
    let counts = (count(Typed::Sent), count(Typed::RefusedBefore), count(Typed::Unsayable));
    assert_eq!(counts, (63, 37, 175), "sent, refused before sending, and not to be said in types");
}

/// Calls that the server accepts although their JSON is not what the documentation asks for.
fn sloppy(vector: &Vector<'_>) -> bool {
    if vector.method().ends_with(".list") {
        return lists::SLOPPY.iter().any(|(number, _)| *number == vector.number());
    }
    let params = vector.params();
    let fields = &params["fields"];
    let plain = |value: &Value, is: fn(&Value) -> bool| value.is_null() || is(value);
    let is_settings = |settings: &Value| match settings {
        Value::Array(items) => items.iter().all(|item| has_texts(item, &["code", "name", "type"])),
        Value::Object(values) => values.values().all(Value::is_string),
        other => other.is_null(),
    };
    let all = |list: &Value, is: &dyn Fn(&Value) -> bool| match list {
        Value::Array(items) => items.iter().all(is),
        other => other.is_null(),
    };
    let known = ["id", "fields", "add", "update", "delete"];
    !plain(&params["id"], Value::is_i64)
        || params.as_object().is_some_and(|params| params.keys().any(|key| !known.contains(&key.as_str())))
        || ["sort", "connectorId", "sourceId"].iter().any(|name| !plain(&fields[*name], Value::is_i64))
        // The portal checks it and does nothing with it.
        || fields.get("active").is_some()
        || !is_settings(&fields["settings"])
        || !all(&params["add"], &|column| has_texts(column, &["name", "externalCode", "type"]))
        || !all(&params["update"], &|change| change["id"].is_i64() && change["visible"].is_boolean())
        || !all(&params["delete"], &Value::is_i64)
}

/// Whether it is an object of these members, texts all of them.
fn has_texts(item: &Value, names: &[&str]) -> bool {
    let object = item.as_object();
    object.is_some_and(|object| {
        object.len() == names.len()
            && names.iter().all(|name| object.get(*name).is_some_and(Value::is_string))
    })
}

/// The methods of tables under one of their two names.
macro_rules! tables {
    ($call:expr, $method:expr, $family:ident) => {
        match $method {
            "add" => {
                let add = |(new, description): (NewTable, Option<String>)| {
                    let add = $family::Add::new(new);
                    match description {
                        Some(description) => add.description(description),
                        None => add,
                    }
                };
                $call.send($call.new_fields(new_table).map(add), new_id).await
            }
            "update" => match $call.changes(TableId::new, table_patch) {
                Some((id, patch)) => match $family::Update::from_patch(id, patch) {
                    Ok(request) => $call.send(Some(request), done).await,
                    Err(NothingToChange) => Ok(Typed::RefusedBefore),
                },
                None => Ok(Typed::Unsayable),
            },
            "get" => $call.send($call.id(TableId::new).map($family::Get::new), item).await,
            "delete" => $call.send($call.id(TableId::new).map($family::Delete::new), done).await,
            "list" => {
                let list = |page: Option<i64>| {
                    page.map_or($family::List::new(), |page| $family::List::new().page(page))
                };
                $call.send($call.page().map(list), |rows| rows.iter().map(json_of).collect()).await
            }
            "fields" => $call.send($call.nothing().then($family::Fields::new), descriptions).await,
            "fields.update" => {
                let request = $call.columns().map(|(id, add, update, delete)| {
                    let mut request = $family::FieldsUpdate::new(id);
                    if let Some(add) = add {
                        request = request.add(add);
                    }
                    if let Some(update) = update {
                        request = request.update(update);
                    }
                    if let Some(delete) = delete {
                        request = request.delete(delete);
                    }
                    request
                });
                $call.send(request, done).await
            }
            _ => Err("no such method".to_owned()),
        }
    };
}

async fn typed(client: &Client<OAuth>, vector: &Vector<'_>) -> Result<Typed, String> {
    let empty = Map::new();
    let call = Said { client, vector, params: vector.params().as_object().unwrap_or(&empty) };
    let method = vector.method().strip_prefix("biconnector.").unwrap_or_default();
    let (family, method) = method.split_once('.').unwrap_or_default();
    match (family, method) {
        ("connector", "add") => call.send(call.new_fields(add), new_id).await,
        ("connector", "update") => match call.changes(ConnectorId::new, patch) {
            Some((id, patch)) => match connector::Update::from_patch(id, patch) {
                Ok(request) => call.send(Some(request), done).await,
                Err(NothingToChange) => Ok(Typed::RefusedBefore),
            },
            None => Ok(Typed::Unsayable),
        },
        ("connector", "get") => call.send(call.id(ConnectorId::new).map(connector::Get::new), item).await,
        ("connector", "delete") => {
            call.send(call.id(ConnectorId::new).map(connector::Delete::new), done).await
        }
        ("connector", "list") => call.connectors().await,
        ("connector", "fields") => call.send(call.nothing().then(connector::Fields::new), descriptions).await,
        ("source", "add") => call.send(call.new_fields(new_source), new_id).await,
        ("source", "update") => {
            let changes = call.changes(SourceId::new, source_patch);
            call.send(changes.map(|(id, patch)| source::Update::from_patch(id, patch)), done).await
        }
        ("source", "get") => call.send(call.id(SourceId::new).map(source::Get::new), connection).await,
        ("source", "delete") => call.send(call.id(SourceId::new).map(source::Delete::new), done).await,
        ("source", "list") => call.sources().await,
        ("source", "fields") => call.send(call.nothing().then(source::Fields::new), descriptions).await,
        ("table", _) => tables!(call, method, table),
        ("dataset", _) => tables!(call, method, dataset),
        _ => Err("no such family".to_owned()),
    }
}

/// A vector on its way into types.
struct Said<'s> {
    client: &'s Client<OAuth>,
    vector: &'s Vector<'s>,
    params: &'s Map<String, Value>,
}

/// What `fields.update` takes.
type Columns = (TableId, Option<Vec<NewColumn>>, Option<Vec<ColumnChange>>, Option<Vec<ColumnId>>);

impl Said<'_> {
    async fn send<R: Request>(
        &self,
        request: Option<R>,
        result: impl FnOnce(R::Output) -> Value,
    ) -> Result<Typed, String>
    where
        R::Context: ServedTo<OAuth>,
    {
        match request {
            Some(request) => outcome(self.client, request, result, self.vector).await,
            None => Ok(Typed::Unsayable),
        }
    }

    /// A list is sent only if it is the vector's to the letter.
    async fn send_list<R: Request>(
        &self,
        list: R,
        result: impl FnOnce(R::Output) -> Value,
    ) -> Result<Typed, String>
    where
        R::Context: ServedTo<OAuth>,
    {
        let is_the_same = body::of(&list) == *self.vector.params();
        self.send(is_the_same.then_some(list), result).await
    }

    async fn connectors(&self) -> Result<Typed, String> {
        let list = lists::of_connectors(self.params, self.vector.params_text());
        let (Some(list), Some(select)) = (list, lists::selected(self.params)) else {
            return Ok(Typed::Unsayable);
        };
        match select[..] {
            [] => self.send_list(list, |rows| rows.iter().map(json_of).collect()).await,
            ["id"] => self.send_list(list.select(), |rows| rows.iter().map(Id::row).collect()).await,
            ["id", "title"] => {
                self.send_list(list.select(), |rows| rows.iter().map(Titled::row).collect()).await
            }
            ["id", "sort"] => {
                self.send_list(list.select(), |rows| rows.iter().map(Sorted::row).collect()).await
            }
            _ => Ok(Typed::Unsayable),
        }
    }

    async fn sources(&self) -> Result<Typed, String> {
        let list = lists::of_sources(self.params, self.vector.params_text());
        let (Some(list), Some(select)) = (list, lists::selected(self.params)) else {
            return Ok(Typed::Unsayable);
        };
        match select[..] {
            [] => self.send_list(list, |rows| rows.iter().map(json_of).collect()).await,
            ["id", "connectorId"] => {
                self.send_list(list.select(), |rows| rows.iter().map(OfConnector::row).collect()).await
            }
            _ => Ok(Typed::Unsayable),
        }
    }

    fn has_only(&self, names: &[&str]) -> bool {
        self.params.keys().all(|key| names.contains(&key.as_str()))
    }

    fn nothing(&self) -> bool {
        self.params.is_empty()
    }

    /// The whole call is an identifier.
    fn id<I, E>(&self, id: impl Fn(i64) -> Result<I, E>) -> Option<I> {
        self.has_only(&["id"]).then(|| self.id_among(id))?
    }

    fn id_among<I, E>(&self, id: impl Fn(i64) -> Result<I, E>) -> Option<I> {
        id(self.params.get("id")?.as_i64()?).ok()
    }

    fn fields(&self) -> Option<&Map<String, Value>> {
        self.params.get("fields")?.as_object()
    }

    fn new_fields<T>(&self, read: impl Fn(&Map<String, Value>) -> Option<T>) -> Option<T> {
        self.has_only(&["fields"]).then(|| self.fields().and_then(read))?
    }

    fn changes<I, E, P>(
        &self,
        id: impl Fn(i64) -> Result<I, E>,
        read: impl Fn(&Map<String, Value>) -> Option<P>,
    ) -> Option<(I, P)> {
        self.has_only(&["id", "fields"]).then(|| Some((self.id_among(id)?, self.fields().and_then(read)?)))?
    }

    fn page(&self) -> Option<Option<i64>> {
        let page = self.params.get("page").map_or(Some(None), |page| page.as_i64().map(Some));
        if self.has_only(&["page"]) { page } else { None }
    }

    fn columns(&self) -> Option<Columns> {
        if !self.has_only(&["id", "add", "update", "delete"]) {
            return None;
        }
        let id = self.id_among(TableId::new)?;
        let add = match self.params.get("add") {
            Some(columns) => Some(new_columns(columns)?),
            None => None,
        };
        let update = match self.params.get("update") {
            Some(changes) => {
                let change = |change: &Value| {
                    let change = change.as_object().filter(|change| change.len() == 2)?;
                    let visible = change.get("visible")?.as_bool()?;
                    Some(ColumnChange { id: ColumnId::new(change.get("id")?.as_i64()?).ok()?, visible })
                };
                Some(changes.as_array()?.iter().map(change).collect::<Option<Vec<_>>>()?)
            }
            None => None,
        };
        let delete = match self.params.get("delete") {
            Some(ids) => {
                let id = |id: &Value| ColumnId::new(id.as_i64()?).ok();
                Some(ids.as_array()?.iter().map(id).collect::<Option<Vec<_>>>()?)
            }
            None => None,
        };
        Some((id, add, update, delete))
    }
}

fn known(fields: &Map<String, Value>, names: &[&str]) -> bool {
    fields.keys().all(|key| names.contains(&key.as_str()))
}

fn source_settings(fields: &Map<String, Value>) -> Option<Option<BTreeMap<String, Secret>>> {
    let Some(settings) = fields.get("settings") else { return Some(None) };
    let setting = |(code, value): (&String, &Value)| Some((code.clone(), Secret::from(value.as_str()?)));
    Some(Some(settings.as_object()?.iter().map(setting).collect::<Option<_>>()?))
}

fn new_source(fields: &Map<String, Value>) -> Option<source::Add> {
    let connector_id = ConnectorId::new(fields.get("connectorId")?.as_i64()?).ok()?;
    let (title, settings) = (text(fields, "title")??, source_settings(fields)??);
    let request = source::Add::new(NewSource { title, connector_id, settings });
    if !known(fields, &["title", "connectorId", "settings", "description"]) {
        return None;
    }
    Some(match text(fields, "description")? {
        Some(description) => request.description(description),
        None => request,
    })
}

fn source_patch(fields: &Map<String, Value>) -> Option<SourcePatch> {
    let patch = SourcePatch {
        title: text(fields, "title")??,
        description: text(fields, "description")?,
        settings: source_settings(fields)?,
    };
    known(fields, &["title", "description", "settings"]).then_some(patch)
}

fn new_columns(columns: &Value) -> Option<Vec<NewColumn>> {
    let is_strict = |column: &Value| {
        column.as_object().is_some_and(|it| it.len() == 3 && it.values().all(Value::is_string))
    };
    let columns = columns.as_array()?;
    let all = columns.iter().all(is_strict).then(|| Value::Array(columns.clone()))?;
    serde_json::from_value(all).ok().map(|Serde(columns): Serde<Vec<NewColumn>>| columns)
}

fn new_table(fields: &Map<String, Value>) -> Option<(NewTable, Option<String>)> {
    let names = ["sourceId", "name", "externalName", "externalCode", "fields", "description"];
    let new = NewTable {
        source_id: SourceId::new(fields.get("sourceId")?.as_i64()?).ok()?,
        name: text(fields, "name")??,
        external_name: text(fields, "externalName")??,
        external_code: text(fields, "externalCode")??,
        fields: new_columns(fields.get("fields")?)?,
    };
    known(fields, &names).then_some((new, text(fields, "description")?))
}

fn table_patch(fields: &Map<String, Value>) -> Option<TablePatch> {
    let patch = TablePatch { description: text(fields, "description")? };
    known(fields, &["description"]).then_some(patch)
}

fn text(fields: &Map<String, Value>, name: &str) -> Option<Option<String>> {
    match fields.get(name) {
        None => Some(None),
        Some(value) => value.as_str().map(|text| Some(text.to_owned())),
    }
}

fn settings(fields: &Map<String, Value>) -> Option<Option<Vec<Setting>>> {
    let Some(value) = fields.get("settings") else { return Some(None) };
    let strict = value.as_array()?.iter().all(|setting| {
        setting.as_object().is_some_and(|it| it.len() == 3 && it.values().all(Value::is_string))
    });
    let read: Serde<Vec<Setting>> = strict.then(|| serde_json::from_value(value.clone()).ok())??;
    Some(Some(read.0))
}

fn patch(fields: &Map<String, Value>) -> Option<ConnectorPatch> {
    const KNOWN: [&str; 11] = [
        "title",
        "logo",
        "description",
        "sort",
        "urlCheck",
        "urlData",
        "urlTableList",
        "urlTableDescription",
        "settings",
        "supportMapping",
        "sourceCode",
    ];
    if fields.keys().any(|key| !KNOWN.contains(&key.as_str())) {
        return None;
    }
    let integer = |name: &str| fields.get(name).map_or(Some(None), |value| value.as_i64().map(Some));
    let boolean = |name: &str| fields.get(name).map_or(Some(None), |value| value.as_bool().map(Some));
    Some(ConnectorPatch {
        title: text(fields, "title")?,
        logo: text(fields, "logo")?,
        description: text(fields, "description")?,
        sort: integer("sort")?,
        url_check: text(fields, "urlCheck")?,
        url_data: text(fields, "urlData")?,
        url_table_list: text(fields, "urlTableList")?,
        url_table_description: text(fields, "urlTableDescription")?,
        settings: settings(fields)?,
        support_mapping: boolean("supportMapping")?,
        source_code: text(fields, "sourceCode")?,
    })
}

fn add(fields: &Map<String, Value>) -> Option<connector::Add> {
    let patch = patch(fields)?;
    let mut request = connector::Add::new(NewConnector {
        title: patch.title?,
        logo: patch.logo?,
        url_check: patch.url_check?,
        url_data: patch.url_data?,
        url_table_list: patch.url_table_list?,
        url_table_description: patch.url_table_description?,
        settings: patch.settings?,
    });
    if let Some(description) = patch.description {
        request = request.description(description);
    }
    if let Some(sort) = patch.sort {
        request = request.sort(sort);
    }
    if let Some(support_mapping) = patch.support_mapping {
        request = request.support_mapping(support_mapping);
    }
    if let Some(source_code) = patch.source_code {
        request = request.source_code(source_code);
    }
    Some(request)
}

/// Typed results in the form in which the server gives them.
fn json_of(value: &impl Encode) -> Value {
    serde_json::from_slice(&to_json(value)).expect("it is JSON")
}

fn done((): ()) -> Value {
    true.into()
}

fn new_id(id: impl Encode) -> Value {
    json!({ "id": json_of(&id) })
}

fn item(item: impl Encode) -> Value {
    json!({ "item": json_of(&item) })
}

fn connection(source: Source) -> Value {
    json!({ "item": { "connection": json_of(&source) } })
}

fn descriptions(fields: Vec<impl Encode>) -> Value {
    json!({ "fields": fields.iter().map(json_of).collect::<Vec<_>>() })
}

/// Sends the request and compares the typed outcome with the vector's.
async fn outcome<R: Request>(
    client: &Client<OAuth>,
    request: R,
    result: impl FnOnce(R::Output) -> Value,
    vector: &Vector<'_>,
) -> Result<Typed, String>
where
    R::Context: ServedTo<OAuth>,
{
    let expect = vector.expect();
    match (client.call(request).await, expect.get("error")) {
        // The server dies, and nobody knows whether it did so before or after.
        (Err(CallError::OutcomeUnknown(_)), None) if expect["http"] == 500 => Ok(Typed::Sent),
        (Ok(output), _) => match vector.differs(200, &json!({ "result": result(output) })) {
            Some(difference) => Err(difference),
            None => Ok(Typed::Sent),
        },
        (Err(CallError::Invalid(_)), Some(_)) => Ok(Typed::RefusedBefore),
        (Err(CallError::Refused { kind, refusal }), Some(code)) => {
            let same = match &refusal.code {
                ErrorCode::Text(text) => json!(text) == *code,
                ErrorCode::Number(number) => json!(number) == *code,
            };
            if !same {
                return Err(format!("refused with {}, expected {code}", refusal.code));
            }
            let documented = !format!("{kind:?}").starts_with("Other");
            if documented { Ok(Typed::Sent) } else { Err(format!("{code} is no variant: {kind:?}")) }
        }
        (Err(error), _) => Err(format!("failed: {error}")),
    }
}
