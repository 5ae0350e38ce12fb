//! The language as a JSON schema, for editors: completion, what each key says, and mistakes that can be seen in one
//! table.

use serde_json::{Map, Value, json};

use crate::grammar::{self, Key, Shape, Takes};

/// The schema, as it stands in `schema.json`.
#[must_use]
pub fn json() -> String {
    let mut schema = shape(&grammar::SPEC, &[]);
    put(
        &mut schema,
        [
            ("$schema", json!("http://json-schema.org/draft-07/schema#")),
            ("title", json!("A family of Bitrix24 REST methods")),
            ("required", json!(["spec"])),
            ("definitions", definitions()),
        ],
    );
    format!("{schema:#}\n")
}

/// A name that becomes one of Rust's.
const NAME: &str = "^[_.-]*[A-Za-z][A-Za-z0-9_.-]*$";
/// A name as Rust writes fields.
const RUST_NAME: &str = "^[a-z][a-z0-9]*(_[a-z0-9]+)*$";
/// A field's name, or the beginning of many.
const FIELD_NAME: &str = r"^[_.-]*[A-Za-z][A-Za-z0-9_.-]*\*?$";
/// A type's name, none of the language's own and none of the generated code's.
const TYPE_NAME: &str = "^(?!(Self|State|map)$)[A-Z][A-Za-z0-9]*$";
/// An error's name, but not the variant for undocumented ones.
const ERROR_NAME: &str = "^(?![_.-]*[Oo][Tt][Hh][Ee][Rr][_.-]*$)[_.-]*[A-Za-z][A-Za-z0-9_.-]*$";
/// A word of an enum, but not the variant for those of newer portals.
const WORD: &str = "^(?![_.-]*[Uu][Nn][Kk][Nn][Oo][Ww][Nn][_.-]*$)[_.-]*[A-Za-z][A-Za-z0-9_.-]*$";
/// A text with placeholders, no `#` left over.
const MESSAGE: &str = "^[^#]*(#[A-Z][A-Z0-9_]*#[^#]*)*$";
const TEXT_TYPE: &str = r"^(string|secret)\??$";
const LIST_TYPE: &str = r"\[\]\??$";

/// What a type expression looks like. Maps may hold maps, so deep as the parser goes.
fn type_expr(name: &str) -> String {
    let suffixes = r"(\??\[\])*\??";
    let map =
        (0..16).fold(format!("{name}{suffixes}"), |inner, _| format!("({name}|map<{inner}>){suffixes}"));
    format!("^{map}$")
}

/// What stands in several places.
fn definitions() -> Value {
    let whole = json!({ "enum": ["Self.new", "Self.patch"] });
    // Nulls in a list are never written.
    let value = json!({ "allOf": [refer("type")], "not": { "pattern": r"\?\[\]" } });
    json!({
        "type": { "type": "string", "pattern": type_expr(r"[A-Za-z][A-Za-z0-9_]*(\.id)?") },
        "param_type": { "type": "string", "anyOf": [whole, value] },
        "rule": rule(),
        "entity_field": entity_field(),
        "object_field": shape(&grammar::FIELD, grammar::OF_ENTITIES),
    })
}

fn refer(definition: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{definition}") })
}

/// The same where more is said beside it.
fn of(definition: &str) -> Value {
    json!({ "allOf": [refer(definition)] })
}

/// A table with the keys of its shape, but for those left out.
fn shape(shape: &Shape, without: &[&str]) -> Value {
    let keys = shape.keys.iter().filter(|key| !without.contains(&key.name));
    let properties: Map<String, Value> = keys.map(|key| (key.name.to_owned(), property(key))).collect();
    let mut schema = json!({ "type": "object", "properties": properties, "additionalProperties": false });
    put(&mut schema, rules(shape));
    schema
}

fn property(key: &Key) -> Value {
    let mut schema = takes(&key.takes);
    put(&mut schema, [("description", json!(key.doc))]);
    schema
}

fn takes(takes: &Takes) -> Value {
    match takes {
        Takes::Version => json!({ "const": grammar::VERSION }),
        Takes::Text => json!({ "type": "string" }),
        Takes::Name => json!({ "type": "string", "pattern": NAME }),
        Takes::RustName => json!({ "type": "string", "pattern": RUST_NAME }),
        Takes::Words(words) => json!({ "enum": words }),
        Takes::Message => json!({ "type": "string", "pattern": MESSAGE }),
        Takes::Type => of("type"),
        Takes::ParamType => of("param_type"),
        Takes::WordList => json!({
            "type": "array",
            "items": { "type": "string", "pattern": WORD },
            "minItems": 1,
            "uniqueItems": true,
        }),
        Takes::Texts => json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true }),
        Takes::Boolean => json!({ "type": "boolean" }),
        Takes::Required => json!({ "enum": [true, false, "always"] }),
        Takes::Number(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
        Takes::Code => json!({ "type": ["string", "integer"] }),
        Takes::Literal => json!({ "type": ["boolean", "integer", "string"] }),
        Takes::Rules => json!({ "anyOf": [refer("rule"), { "type": "array", "items": refer("rule") }] }),
        Takes::Result => {
            let member = json!({
                "type": "object",
                "additionalProperties": refer("type"),
                "minProperties": 1,
                "maxProperties": 1,
            });
            json!({ "anyOf": [refer("type"), member] })
        }
        Takes::Params => named(NAME, &json!({ "anyOf": [refer("param_type"), shape(&grammar::PARAM, &[])] })),
        Takes::Table(inner) => shape(inner, &[]),
        Takes::Tables(inner) => json!({ "type": "array", "items": shape(inner, &[]) }),
        Takes::Entities => {
            let mut entities = named(TYPE_NAME, &entity());
            put(&mut entities, [("maxProperties", json!(1))]);
            entities
        }
        Takes::Objects => named(TYPE_NAME, &record(&refer("object_field"))),
        Takes::Named(inner) => named(names_of(inner), &shape(inner, &[])),
    }
}

/// Things by their names.
fn named(name: &str, thing: &Value) -> Value {
    json!({ "type": "object", "propertyNames": { "pattern": name }, "additionalProperties": thing })
}

fn names_of(shape: &Shape) -> &'static str {
    match shape.what {
        "an enum" => TYPE_NAME,
        "an error" => ERROR_NAME,
        _ => NAME,
    }
}

/// Fields by their names, at least one, and maybe a text about the whole.
fn record(field: &Value) -> Value {
    let doc = json!({ "properties": { "doc": { "type": "string" } }, "required": ["doc"] });
    let doc_key = grammar::RECORD.keys.first().map(property);
    json!({
        "type": "object",
        "properties": { "doc": { "anyOf": [doc_key, field] } },
        "propertyNames": { "pattern": FIELD_NAME },
        "additionalProperties": field,
        "if": doc,
        "then": { "minProperties": 2 },
        "else": { "minProperties": 1 },
    })
}

fn rule() -> Value {
    let (field, other) = crate::parse::rule_words();
    let (field, other) = (field.join("|"), other.join("|"));
    let pattern = format!(r"^(access|[^.]+\.({field}|{other})|[^.]+\.[^.]+\.({field}))$");
    json!({ "type": "string", "pattern": pattern })
}

/// An entity: its identifier is an integer, and what stands for many fields is never required.
fn entity() -> Value {
    let field = refer("entity_field");
    let mut entity = record(&field);
    let id = json!({ "allOf": [field, { "properties": { "type": { "const": "integer" } } }] });
    let many = json!({ "allOf": [field, { "properties": { "required": { "enum": [false] } } }] });
    put(&mut entity, [("patternProperties", json!({ "^[iI][dD]$": id, r"\*$": many }))]);
    entity
}

/// A field of an entity, with what its statements about writing say of each other.
fn entity_field() -> Value {
    let mut field = shape(&grammar::FIELD, grammar::OF_OBJECTS);
    let is = |key: &str, value: Value| json!({ "properties": { key: { "enum": value } }, "required": [key] });
    let off = json!({ "enum": [false] });
    let read_only = is("read_only", json!([true]));
    let none_of = |keys: &[&str]| json!({ "not": { "anyOf": keys.iter().map(|key| json!({ "required": [key] })).collect::<Vec<_>>() } });
    let when_read_only = json!({
        "allOf": [none_of(&["default", "update", "max_chars", "pattern", "write"])],
        "properties": { "required": off, "immutable": off, "ignored": off, "not_empty": off },
    });
    let when_required = json!({
        "allOf": [none_of(&["default"])],
        "properties": { "ignored": off },
    });
    let when_immutable = json!({
        "allOf": [none_of(&["update"])],
        "properties": { "required": { "enum": [true, false] } },
    });
    let rules = json!([
        { "if": read_only, "then": when_read_only, "else": { "allOf": [
            { "if": is("required", json!([true, "always"])), "then": when_required },
            { "if": is("immutable", json!([true])), "then": when_immutable },
            { "properties": { "described": { "enum": [true] } } },
        ] } },
    ]);
    add_rules(&mut field, rules);
    field
}

/// What the keys of one table say of each other.
fn rules(shape: &Shape) -> Vec<(&'static str, Value)> {
    match shape.what {
        "a field" => vec![
            ("oneOf", json!([{ "required": ["type"] }, { "required": ["enum"] }])),
            ("allOf", field_rules()),
        ],
        "an enum" => vec![("required", json!(["words"]))],
        "a parameter" => vec![("required", json!(["type"]))],
        "`list`" => vec![
            ("required", json!(["size"])),
            ("oneOf", json!([{ "required": ["page"] }, { "required": ["start"] }])),
        ],
        "`nested`" => vec![("required", json!(["in"]))],
        "an example" => vec![("minProperties", json!(1))],
        "an error" => vec![
            ("required", json!(["message"])),
            ("dependencies", json!({ "methods": ["when"] })),
            ("not", json!({ "properties": { "at": { "const": "result" } }, "required": ["at", "http"] })),
        ],
        _ => Vec::new(),
    }
}

/// What a field's type says of its limits and of its default.
fn field_rules() -> Value {
    let of_type =
        |pattern: &str| json!({ "properties": { "type": { "pattern": pattern } }, "required": ["type"] });
    let with = |key: &str, then: Value| json!({ "if": { "required": [key] }, "then": then });
    let update = |word: &str, then: Value| json!({ "if": { "properties": { "update": { "const": word } }, "required": ["update"] }, "then": then });
    // What is written may be of another type than what is read, and has the limits.
    let unless_written = |rule: Value| json!({ "anyOf": [{ "required": ["write"] }, rule] });
    let default = |ty: &str, json_type: &str| {
        let then = json!({ "properties": { "default": { "type": json_type } } });
        json!({ "if": of_type(ty), "then": unless_written(then) })
    };
    let not_empty = json!({ "properties": { "not_empty": { "const": true } }, "required": ["not_empty"] });
    json!([
        with("max_chars", unless_written(of_type(TEXT_TYPE))),
        with("pattern", unless_written(of_type(TEXT_TYPE))),
        { "if": not_empty, "then": { "allOf": [
            unless_written(json!({ "anyOf": [of_type(TEXT_TYPE), of_type(LIST_TYPE)] })),
            { "properties": { "default": { "not": { "const": "" } } } },
        ] } },
        update("replace", unless_written(of_type(LIST_TYPE))),
        update("merge", unless_written(of_type(r"^map<.*>\??$"))),
        with("boolean", unless_written(of_type(r"^boolean\??$"))),
        default(r"^string\??$", "string"),
        default(r"^integer\??$", "integer"),
        default(r"^boolean\??$", "boolean"),
    ])
}

fn add_rules(schema: &mut Value, more: Value) {
    let (Some(rules), Value::Array(more)) = (schema.get_mut("allOf").and_then(Value::as_array_mut), more)
    else {
        return;
    };
    rules.extend(more);
}

fn put(schema: &mut Value, members: impl IntoIterator<Item = (&'static str, Value)>) {
    if let Some(schema) = schema.as_object_mut() {
        schema.extend(members.into_iter().map(|(name, value)| (name.to_owned(), value)));
    }
}
