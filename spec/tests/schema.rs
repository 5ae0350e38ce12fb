//! The editor schema says what the checker says, as far as one table by itself can show it.

#![allow(clippy::expect_used, clippy::panic, reason = "that is how tests fail")]

mod shop;

use std::path::Path;

use bitrix_spec::{Kind, catalog, schema};
use serde_json::Value;

fn validator() -> jsonschema::Validator {
    let schema: Value = serde_json::from_str(&schema::json()).expect("it is JSON");
    jsonschema::validator_for(&schema).expect("it is a schema")
}

/// The text as an editor hands it to the schema.
fn json(text: &str) -> Value {
    let table: toml::Table = text.parse().expect("it is TOML");
    serde_json::to_value(table).expect("TOML without dates is JSON")
}

fn refusals(validator: &jsonschema::Validator, text: &str) -> Vec<String> {
    validator.iter_errors(&json(text)).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn the_schema_is_in_step_with_the_parser() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.json");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == schema::json(),
        "spec/schema.json is out of step: run `cargo run -p bitrix-spec -- schema > spec/schema.json`"
    );
}

#[test]
fn every_shipped_spec_is_accepted() {
    let validator = validator();
    for source in catalog::names().filter_map(catalog::source) {
        assert_eq!(refusals(&validator, source.text()), Vec::<String>::new(), "{}", source.path());
    }
    assert_eq!(refusals(&validator, shop::RIGHT), Vec::<String>::new());
}

#[test]
fn a_mistake_is_refused_if_one_table_shows_it_and_only_then() {
    let validator = validator();
    for &kind in Kind::ALL {
        let text = shop::cases::case(kind).expect("each kind has a case");
        if kind == Kind::Syntax {
            assert!(text.parse::<toml::Table>().is_err());
            continue;
        }
        let refusals = refusals(&validator, &text);
        assert_eq!(!refusals.is_empty(), kind.is_structural(), "{kind}: {refusals:?}\n{text}");
    }
}

#[test]
fn every_key_says_what_it_is_for() {
    fn look(schema: &Value, path: &str, seen: &mut usize) {
        for (name, property) in schema["properties"].as_object().into_iter().flatten() {
            // Parts of conditions have no place of their own.
            if property["description"].is_string() {
                *seen += 1;
            } else if schema["additionalProperties"] == false {
                panic!("{path}.{name} has no description");
            }
            look(property, &format!("{path}.{name}"), seen);
        }
        for inner in ["additionalProperties", "items"] {
            if schema[inner].is_object() {
                look(&schema[inner], &format!("{path}.*"), seen);
            }
        }
    }
    let schema: Value = serde_json::from_str(&schema::json()).expect("it is JSON");
    let mut seen = 0;
    look(&schema, "", &mut seen);
    for (name, definition) in schema["definitions"].as_object().expect("there are some") {
        look(definition, name, &mut seen);
    }
    assert!(seen > 60, "only {seen} keys");
}
