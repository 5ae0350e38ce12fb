//! The portal and the client against the server's own answers: each call as it stands in the vectors, and, where it
//! can be said in types, through the typed client too.

use bitrix_api::biconnector::connector::{
    Add, ConnectorId, ConnectorPatch, Delete, Fields, Get, List, NewConnector, Setting, Update,
};
use bitrix_api::client::{OAuth, ServedTo};
use bitrix_api::error::ErrorCode;
use bitrix_api::portal::Portal;
use bitrix_api::request::NothingToChange;
use bitrix_api::{CallError, Client, Request, as_serde::Serde};
use bitrix_tests::vectors::{Vector, Vectors, contains};
use serde_json::{Map, Value, json};

#[tokio::test]
async fn the_portal_answers_every_vector_as_the_server_does() {
    let vectors = Vectors::load().expect("the file is JSON");
    let portal = Portal::start().await.expect("a port is free");
    let http = reqwest::Client::builder().no_proxy().build().expect("no TLS is needed");
    let mut wrong = Vec::new();
    let mut count = 0;
    for vector in vectors.iter() {
        count += 1;
        portal.seed(&vector.state()).expect("the state is one");
        let (status, answer) =
            call(&http, &portal, vector.is_webhook(), vector.method(), vector.params_text()).await;
        let mut difference = vector.differs(status, &answer);
        if let (None, Some((method, params, after))) = (&difference, vector.after()) {
            let (_, answer) = call(&http, &portal, vector.is_webhook(), method, &params.to_string()).await;
            let expected = after.get("item").expect("connector vectors look at the item");
            let item = &answer["result"]["item"];
            difference =
                (!contains(item, expected)).then(|| format!("afterwards {item}, expected {expected}"));
        }
        wrong.extend(difference.map(|difference| format!("{}: {difference}", vector.name())));
    }
    assert_eq!(count, 155);
    assert!(wrong.is_empty(), "{} of {count} differ:\n{}", wrong.len(), wrong.join("\n"));
}

async fn call(
    http: &reqwest::Client,
    portal: &Portal,
    webhook: bool,
    method: &str,
    params: &str,
) -> (u16, Value) {
    let (address, body) = if webhook {
        (format!("{}{method}", portal.webhook_url()), params.to_owned())
    } else {
        let rest = params.trim_start_matches('{');
        let comma = if rest == "}" { "" } else { "," };
        (
            format!("{}{method}", portal.client_endpoint()),
            format!("{{\"auth\":{}{comma}{rest}", json!(portal.token())),
        )
    };
    let request = http.post(address).header("Content-Type", "application/json").body(body);
    let response = request.send().await.expect("the portal answers");
    let status = response.status().as_u16();
    let text = response.text().await.expect("the answer is whole");
    (status, serde_json::from_str(&text).unwrap_or_else(|_| panic!("no JSON: {text}")))
}

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
        fates.push(fate);
    }
    let count = |fate| fates.iter().filter(|&&it| it == fate).count();
    let counts = (count(Typed::Sent), count(Typed::RefusedBefore), count(Typed::Unsayable));
    assert_eq!(counts, (18, 15, 117), "sent, refused before sending, and not to be said in types");
}

/// Calls that the server accepts although their JSON is not what the documentation asks for, and list calls with more
/// than a page, which only a raw call can say as yet.
fn sloppy(vector: &Vector<'_>) -> bool {
    let params = vector.params();
    let plain = |value: &Value, is: fn(&Value) -> bool| value.is_null() || is(value);
    let fields = &params["fields"];
    vector.method().ends_with(".list")
        || !plain(&params["id"], Value::is_i64)
        || params.as_object().is_some_and(|params| params.keys().any(|key| key != "id" && key != "fields"))
        || !plain(&fields["sort"], Value::is_i64)
        || !plain(&fields["settings"], Value::is_array)
        || fields["settings"].as_array().into_iter().flatten().any(|setting| {
            setting
                .as_object()
                .is_none_or(|it| it.keys().any(|key| !["code", "name", "type"].contains(&key.as_str())))
                || setting.as_object().is_some_and(|it| it.values().any(|value| !value.is_string()))
        })
}

async fn typed(client: &Client<OAuth>, vector: &Vector<'_>) -> Result<Typed, String> {
    let params = vector.params();
    let empty = Map::new();
    let params = params.as_object().unwrap_or(&empty);
    let fields = || params.get("fields").and_then(Value::as_object);
    let id = || params.get("id").and_then(Value::as_i64).and_then(|id| ConnectorId::new(id).ok());
    let only = |names: &[&str]| params.keys().all(|key| names.contains(&key.as_str()));
    match vector.method().rsplit('.').next().unwrap_or_default() {
        "add" if only(&["fields"]) => match fields().and_then(add) {
            Some(request) => outcome(client, request, vector).await,
            None => Ok(Typed::Unsayable),
        },
        "update" if only(&["id", "fields"]) => match (id(), fields().and_then(patch)) {
            (Some(id), Some(patch)) => match Update::from_patch(id, patch) {
                Ok(request) => outcome(client, request, vector).await,
                Err(NothingToChange) => Ok(Typed::RefusedBefore),
            },
            _ => Ok(Typed::Unsayable),
        },
        "get" if only(&["id"]) => match id() {
            Some(id) => outcome(client, Get::new(id), vector).await,
            None => Ok(Typed::Unsayable),
        },
        "delete" if only(&["id"]) => match id() {
            Some(id) => outcome(client, Delete::new(id), vector).await,
            None => Ok(Typed::Unsayable),
        },
        "list" if only(&["page"]) => match params.get("page").map(Value::as_i64) {
            None => outcome(client, List::new(), vector).await,
            Some(Some(page)) => outcome(client, List::new().page(page), vector).await,
            Some(None) => Ok(Typed::Unsayable),
        },
        "fields" if params.is_empty() => outcome(client, Fields::new(), vector).await,
        _ => Ok(Typed::Unsayable),
    }
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

fn add(fields: &Map<String, Value>) -> Option<Add> {
    let patch = patch(fields)?;
    let mut request = Add::new(NewConnector {
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

/// Sends the request and compares the typed outcome with the vector's.
async fn outcome<R: Request>(client: &Client<OAuth>, request: R, vector: &Vector<'_>) -> Result<Typed, String>
where
    R::Context: ServedTo<OAuth>,
    R::Output: std::fmt::Debug,
{
    let expect = vector.expect();
    match (client.call(request).await, expect.get("error")) {
        (Ok(_), None) => Ok(Typed::Sent),
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
        (Ok(result), Some(code)) => Err(format!("gave {result:?}, expected {code}")),
        (Err(error), _) => Err(format!("failed: {error}")),
    }
}

#[tokio::test]
async fn a_call_by_webhook_is_refused_by_the_portal_with_the_method_s_own_error() {
    let portal = Portal::start().await.expect("a port is free");
    let client: Client =
        Client::builder().allow_webhook().webhook(&portal.webhook_url()).expect("a webhook").into();
    let id = ConnectorId::new(4).expect("4 is an id");
    match client.call(Get::new(id)).await {
        Err(CallError::Refused { kind, refusal }) => {
            assert_eq!(kind, bitrix_api::biconnector::connector::GetError::AccessDenied);
            assert_eq!(refusal.http, 200);
        }
        other => panic!("{other:?}"),
    }
    let webhook = Client::webhook(&portal.webhook_url()).expect("a webhook");
    let fields = webhook.call(Fields::new()).await.expect("`fields` may be called by webhook");
    assert_eq!(fields[0].title, "id");
}
