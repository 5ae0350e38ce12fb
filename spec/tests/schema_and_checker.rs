//! The schema and the checker agree, whatever stands where: a spec with every key of the language, in which each value
//! is replaced, left out and renamed, and each field gets each key.

#![allow(clippy::expect_used, reason = "helpers of tests may fail the test")]

use std::collections::BTreeSet;

use bitrix_spec::{Kind, Source, check};
use serde_json::{Map, Value, json};

/// A right spec with every key of the language.
const EVERYTHING: &str = r#"
spec       = 1
family     = "shop.item"
extends    = "shop"
uses       = ["shop.user"]
scope      = "shop"
context    = "application"
page       = "api-reference/shop"
doc        = "Items."
deprecated = "shop.thing"
since      = "1.0"
errors_at  = "result"
booleans   = "Y/N"

[entity.Item]
doc   = "An item."
id    = { type = "integer", read_only = true }
title = { type = "string", required = "always", not_empty = true, max_chars = 20, pattern = "^[a-z]" }
code  = { type = "string", required = true, immutable = true, aliases = ["CODE"], since = "1.1" }
state = { enum = ["new", "used"], default = "new", doc = "Its state." }
tags  = { type = "Tag[]", write = "map<secret>", required = true, update = "merge", filter = false }
sizes = { type = "Size[]?", not_empty = true, update = "replace", order = false, returned = ["get"] }
price = { type = "decimal", default = 1, ignored = true, select = false }
owner = { type = "User.id?", read_only = true, described = false }
new   = { type = "boolean", boolean = "0/1", default = true }
"UF_*" = { type = "any" }

[object.Tag]
doc  = "A tag."
id   = { type = "Tag.id" }
name = { type = "string", optional = true, unique = true, max_chars = 3 }
text = { type = "string" }

[enum.Size]
doc   = "A size."
words = ["S", "L"]

[method.get]
doc    = "Gives one."
kind   = "read"
params = { id = { type = "Self.id", doc = "Which.", rust = "which" } }
result = { item = "Self" }
errors = ["GONE"]
nested = { in = "inner", except = ["title"] }

[[method.get.example]]
request  = '{ "id": 1 }'

[[method.get.example]]
response = '{ "error": 7, "error_description": "Gone." }'

[endpoint.names]
doc       = "Gives names."
field     = "title"
params    = { q = { type = "string", doc = "What is looked for.", rust = "text" } }
answer    = "Tag[]"
not_empty = true

[endpoint.data]
field  = "code"
params = { table = "string", select = "columns", which = { type = "filter" }, limit = "limit", names = "names" }
answer = "rows"

[method.list]
name   = "shop.items"
page   = "api-reference/shop/items"
kind   = "read"
list   = { page = "page", size = 50, select = true, filter = ["=", "@"], numbers = ["@"], order = false, groups = true }
result = "Self[]"

[method.update]
kind       = "write"
context    = "any"
deprecated = "Do not."
warning    = "It hurts."
params     = { id = "Self.id", fields = "Self.patch", shelves = "integer[]?" }
result     = "true"
errors     = ["GONE", "shop.user:BANNED"]

[method.tags]
kind      = "read"
list      = { start = "start", size = 5 }
result    = "Tag[]"
describes = "text"

[method.all]
kind   = "read"
list   = { start = "start", size = 5, filter = [">"], by = "id" }
result = "Self[]"

[error]
NO_ID = { when = ["id.missing", "id.invalid"], methods = ["get"], message = "No #ID#.", help = "Give one." }
LONG  = { when = "Self.title.max_chars", message = "Too long." }
WRONG = { when = "filter.unknown", message = "Wrong." }
GONE  = { code = 7, message = "Gone.", doc = "It was there.", at = "top", http = 404, exact = false }
"#;

const EXTENDED: &str = "spec = 1\nscope = \"shop\"";

const USED: &str = r#"
spec   = 1
family = "shop.user"
[entity.User]
id = { type = "integer", read_only = true }
[error]
BANNED = { message = "Banned." }
"#;

/// What the checker says of it.
fn kinds(text: &str) -> Vec<Kind> {
    let checked = check(&Source::new("shop.item.toml", text), &|name| match name {
        "shop" => Some(Source::new("shop.toml", EXTENDED)),
        "shop.user" => Some(Source::new("shop.user.toml", USED)),
        _ => None,
    });
    checked.diagnostics.iter().map(|it| it.kind).collect()
}

/// What is put in the place of values: something of every type, and what some key takes.
fn values() -> Vec<Value> {
    let deep = "map<".repeat(17) + "any" + &">".repeat(17);
    let values = json!([
        "", "x", "1st", "Self", "Tag", "Size", "integer", "string", "Self[]", "map<string>", "Self.id",
        "Self.patch", "integer?[]", "integer?[]?", "integer??", "Tag list", "map<string", "strng", deep, "true",
        "access", "id.missing", "id.pattern",
        "#ID#", "#", true, false, 0, 1, 200, 404, 4_294_967_296_i64, 1.5, [], ["S", "S"], ["s", "S"], ["1st"],
        ["UNKNOWN"], ["=", "="], [{}], ["id.missing", "id.missing"], [1], {}, { "x": "string" }, { "doc": "x" },
        { "type": "string", "enum": ["S"] }, { "page": "page", "start": "start", "size": 1 },
        { "A": { "x": { "type": "any" } }, "B": { "x": { "type": "any" } } },
    ]);
    values.as_array().cloned().unwrap_or_default()
}

/// What is put in the place of names.
const NAMES: [&str; 7] = ["x", "X", "1x", "id", "Self", "State", "OTHER"];

/// What is put under each key of a field.
fn of_fields() -> Vec<Value> {
    let values = json!([true, false, 1, "", "string", "boolean?", "map<any>", "replace", "always"]);
    values.as_array().cloned().unwrap_or_default()
}

/// Every table and value by the names that lead to it.
fn places(value: &Value, at: &[&str], all: &mut Vec<Vec<String>>) {
    for (key, value) in value.as_object().into_iter().flatten() {
        let at = [at, &[key]].concat();
        places(value, &at, all);
        all.push(at.into_iter().map(str::to_owned).collect());
    }
}

/// The spec with something changed in the table at a place.
fn change(spec: &Value, place: &[String], how: impl FnOnce(&mut Map<String, Value>)) -> Value {
    let mut spec = spec.clone();
    let table = place.iter().try_fold(&mut spec, |table, key| table.get_mut(key));
    how(table.and_then(Value::as_object_mut).expect("it is a table"));
    spec
}

/// The spec with one thing changed, in all ways.
fn changed(spec: &Value) -> Vec<Value> {
    let mut all = Vec::new();
    let mut every = Vec::new();
    places(spec, &[], &mut every);
    for (key, table) in every.iter().filter_map(|place| place.split_last()) {
        all.push(change(spec, table, |table| drop(table.remove(key))));
        for name in NAMES {
            all.push(change(spec, table, |table| {
                let value = table.remove(key);
                table.extend(value.map(|value| (name.to_owned(), value)));
            }));
        }
        for value in values() {
            all.push(change(spec, table, |table| drop(table.insert(key.clone(), value))));
        }
    }
    let is_field =
        |place: &&Vec<String>| place.len() == 3 && ["entity", "object"].contains(&place[0].as_str());
    let in_fields =
        every.iter().filter(|place| place.len() == 4 && ["entity", "object"].contains(&place[0].as_str()));
    let keys: BTreeSet<_> = in_fields.filter_map(|place| place.last()).collect();
    for field in every.iter().filter(is_field).filter(|place| place[2] != "doc") {
        for key in &keys {
            for value in of_fields() {
                all.push(change(spec, field, |table| drop(table.insert((*key).clone(), value))));
            }
        }
    }
    all
}

/// The spec as TOML: JSON's texts, numbers and lists are TOML's, too.
fn toml(value: &Value) -> String {
    match value {
        Value::Object(table) => {
            let entries = table.iter().map(|(key, value)| format!("{} = {}", json!(key), toml(value)));
            format!("{{ {} }}", entries.collect::<Vec<_>>().join(", "))
        }
        Value::Array(items) => format!("[{}]", items.iter().map(toml).collect::<Vec<_>>().join(", ")),
        value => value.to_string(),
    }
}

fn file(spec: &Value) -> String {
    let lines = spec.as_object().into_iter().flatten();
    lines.map(|(key, value)| format!("{} = {}\n", json!(key), toml(value))).collect()
}

#[test]
fn what_the_schema_refuses_is_a_mistake_and_what_one_table_shows_is_refused() {
    let schema: Value = serde_json::from_str(&bitrix_spec::schema::json()).expect("it is JSON");
    let schema = jsonschema::draft7::new(&schema).expect("it is a schema");
    let right: Value = toml::from_str(EVERYTHING).expect("it is TOML");
    assert_eq!((kinds(&file(&right)), schema.is_valid(&right)), (Vec::new(), true));

    let mut seen = BTreeSet::new();
    for spec in changed(&right) {
        let text = file(&spec);
        let kinds = kinds(&text);
        let refused = !schema.is_valid(&spec);
        assert!(!refused || !kinds.is_empty(), "the schema refuses what is right:\n{text}");
        let shown = kinds.iter().find(|kind| kind.is_structural());
        assert!(refused || shown.is_none(), "the schema takes {shown:?}:\n{text}");
        seen.extend(kinds);
    }
    let missed: Vec<_> =
        Kind::ALL.iter().filter(|kind| kind.is_structural() && !seen.contains(kind)).collect();
    assert!(missed.is_empty(), "nothing tries {missed:?}");
}

#[test]
fn the_spec_has_every_key_of_the_language() {
    let schema: Value = serde_json::from_str(&bitrix_spec::schema::json()).expect("it is JSON");
    let spec: Value = toml::from_str(EVERYTHING).expect("it is TOML");
    let mut every = Vec::new();
    places(&spec, &[], &mut every);
    let used: BTreeSet<_> = every.iter().filter_map(|place| place.last()).collect();
    for table in schema["definitions"].as_object().expect("it has some").values().chain([&schema]) {
        for key in table["properties"].as_object().into_iter().flatten().map(|(key, _)| key) {
            assert!(used.contains(key), "{key}");
        }
    }
}
