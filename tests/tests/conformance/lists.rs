//! List calls of the vectors in types: filter, order, page, and which fields of each row come back.

use bitrix_api::Projection;
use bitrix_api::biconnector::connector::{self, Connector, ConnectorId};
use bitrix_api::biconnector::source::{self, Source, SourceId};
use bitrix_api::list::{Filter, Order};
use serde::de::{Deserialize, Deserializer, Error as _, MapAccess, Visitor};
use serde_json::{Map, Value, json};

/// List calls that the server accepts and the types do not, each with what nobody writes on purpose in it.
pub(crate) const SLOPPY: [(u64, &str); 13] = [
    (296, "a list of no fields for `select`"),
    (299, "an object for `select`"),
    (315, "identifiers as texts"),
    (323, "the prefix `!`, which types write as `!=`"),
    (329, "`logic` beside the conditions"),
    (352, "an order by what is not sorted, in no direction"),
    (353, "a filter by what cannot be filtered by"),
    (360, "a field that lists leave out"),
    (361, "a filter by what cannot be filtered by"),
    (376, "null for the page"),
    (378, "a list for the page"),
    (379, "a fraction for the page"),
    (383, "`start`, which these lists do not look at"),
];

#[derive(Debug, Projection)]
#[bitrix(entity = "biconnector.connector")]
pub(crate) struct Id {
    id: ConnectorId,
}

#[derive(Debug, Projection)]
#[bitrix(entity = "biconnector.connector")]
pub(crate) struct Titled {
    id: ConnectorId,
    title: String,
}

#[derive(Debug, Projection)]
#[bitrix(entity = "biconnector.connector")]
pub(crate) struct Sorted {
    id: ConnectorId,
    sort: i64,
}

#[derive(Debug, Projection)]
#[bitrix(entity = "biconnector.source")]
pub(crate) struct OfConnector {
    id: SourceId,
    connector_id: ConnectorId,
}

impl Id {
    pub(crate) fn row(&self) -> Value {
        json!({ "id": self.id.get() })
    }
}

impl Titled {
    pub(crate) fn row(&self) -> Value {
        json!({ "id": self.id.get(), "title": self.title })
    }
}

impl Sorted {
    pub(crate) fn row(&self) -> Value {
        json!({ "id": self.id.get(), "sort": self.sort })
    }
}

impl OfConnector {
    pub(crate) fn row(&self) -> Value {
        json!({ "id": self.id.get(), "connectorId": self.connector_id.get() })
    }
}

/// The names of the fields that are selected; none where all are.
pub(crate) fn selected(params: &Map<String, Value>) -> Option<Vec<&str>> {
    match params.get("select") {
        Some(select) => select.as_array()?.iter().map(Value::as_str).collect(),
        None => Some(Vec::new()),
    }
}

/// The list of connectors that the parameters ask for, whatever fields it selects.
pub(crate) fn of_connectors(params: &Map<String, Value>, text: &str) -> Option<connector::List> {
    let condition = |(key, value): (&str, &Value)| {
        let text = value.as_str();
        Some(match key {
            "=title" => Connector::TITLE.equals(text?),
            "%title" => Connector::TITLE.contains(text?),
            "%=title" => Connector::TITLE.like(text?),
            _ => return None,
        })
    };
    let key = |(field, direction): (&str, &str)| {
        Some(match (field, direction) {
            ("id", "ASC") => Connector::ID.ascending(),
            ("id", "DESC") => Connector::ID.descending(),
            ("sort", "ASC") => Connector::SORT.ascending(),
            _ => return None,
        })
    };
    let mut list = connector::List::new();
    if let Some(filter) = filter(params, condition)? {
        list = list.filter(filter);
    }
    if let Some(order) = order(text, key)? {
        list = list.order(order);
    }
    if let Some(page) = params.get("page") {
        list = list.page(page.as_i64()?);
    }
    Some(list)
}

/// The same of sources.
pub(crate) fn of_sources(params: &Map<String, Value>, text: &str) -> Option<source::List> {
    let condition = |(key, value): (&str, &Value)| {
        let ids = value.as_array()?.iter().map(|id| ConnectorId::new(id.as_i64()?).ok());
        let ids: Vec<_> = ids.collect::<Option<_>>()?;
        (key == "@connectorId").then(|| Source::CONNECTOR_ID.one_of(ids))
    };
    let key = |(field, direction): (&str, &str)| match (field, direction) {
        ("id", "DESC") => Some(Source::ID.descending()),
        _ => None,
    };
    let mut list = source::List::new();
    if let Some(filter) = filter(params, condition)? {
        list = list.filter(filter);
    }
    if let Some(order) = order(text, key)? {
        list = list.order(order);
    }
    if let Some(page) = params.get("page") {
        list = list.page(page.as_i64()?);
    }
    Some(list)
}

fn filter<E>(
    params: &Map<String, Value>,
    condition: impl Fn((&str, &Value)) -> Option<Filter<E>>,
) -> Option<Option<Filter<E>>> {
    let Some(filter) = params.get("filter") else { return Some(None) };
    let conditions = filter.as_object()?.iter().map(|(key, value)| condition((key, value)));
    Some(Some(conditions.collect::<Option<Vec<_>>>()?.into_iter().reduce(Filter::and)?))
}

fn order<E>(text: &str, key: impl Fn((&str, &str)) -> Option<Order<E>>) -> Option<Option<Order<E>>> {
    let Params { order } = serde_json::from_str(text).ok()?;
    let keys = order.0.iter().map(|(field, direction)| key((field, direction)));
    Some(keys.collect::<Option<Vec<_>>>()?.into_iter().reduce(Order::then))
}

#[derive(serde::Deserialize)]
struct Params {
    #[serde(default)]
    order: Keys,
}

/// What a list is sorted by, the most important first: a [`Value`] does not keep that.
#[derive(Default)]
struct Keys(Vec<(String, String)>);

impl<'de> Deserialize<'de> for Keys {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = Keys;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object of directions")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Keys, A::Error> {
                let mut keys = Vec::new();
                while let Some(key) = members.next_entry()? {
                    keys.push(key);
                }
                if keys.is_empty() { Err(A::Error::custom("it is empty")) } else { Ok(Keys(keys)) }
            }
        }

        deserializer.deserialize_map(Members)
    }
}
