//! The schema of the language: in step with the parser, right about right specs, and as strict as a table by itself lets
//! it be.

#![allow(clippy::expect_used, reason = "helpers of tests may fail the test")]

mod shop;

use bitrix_spec::{Kind, catalog};
use jsonschema::Validator;
use serde_json::Value;
use shop::cases::{case, tags, title, top, when};
use shop::{checked, with};

fn written() -> String {
    let file = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schema.json");
    std::fs::read_to_string(file).expect("it is there")
}

fn schema() -> Value {
    serde_json::from_str(&written()).expect("it is JSON")
}

fn validator() -> Validator {
    jsonschema::draft7::new(&schema()).expect("it is a schema")
}

/// The text as an editor hands it to its validator.
fn json(text: &str) -> Value {
    toml::from_str(text).expect("it is TOML")
}

#[test]
fn the_schema_is_in_step_with_the_language() {
    assert_eq!(
        written(),
        bitrix_spec::schema::json(),
        "write it anew: cargo run -p bitrix-spec -- schema > spec/schema.json"
    );
    jsonschema::draft7::meta::validate(&schema()).expect("it is a schema of draft 7");
}

#[test]
fn the_shipped_specs_fit_the_schema() {
    let validator = validator();
    for name in catalog::names() {
        let spec = json(catalog::source(name).expect("it has a text").text());
        let errors = validator.iter_errors(&spec).map(|it| format!("{}: {it}", it.instance_path()));
        assert_eq!(errors.collect::<Vec<_>>(), [""; 0], "{name}");
    }
}

#[test]
fn the_schema_refuses_each_kind_of_mistake_that_one_table_shows_and_no_other() {
    let validator = validator();
    let in_part: Vec<_> = shown_in_part().into_iter().map(|(kind, ..)| kind).collect();
    // What is no TOML reaches no schema.
    for &kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Syntax && !in_part.contains(kind)) {
        let spec = json(&case(kind).expect("it has a case"));
        assert_eq!(!validator.is_valid(&spec), kind.is_structural(), "{kind}");
    }
}

/// Kinds of which a table shows some mistakes and hides others: one that it shows, and one that it hides.
fn shown_in_part() -> Vec<(Kind, String, String)> {
    let usual = |kind| case(kind).expect("it has a case");
    let twice = with("\"id.invalid\"", "[\"id.invalid\", \"id.invalid\"]");
    let of_an_object = title("type = \"Tag\", default = \"new\"");
    let inside =
        top("errors_at = \"result\"") + "GONE = { when = \"id.missing\", message = \"Gone.\", http = 400 }\n";
    vec![
        (Kind::UnknownType, tags("strng[]"), usual(Kind::UnknownType)),
        (Kind::UnknownEntity, tags("rack.id[]"), usual(Kind::UnknownEntity)),
        (Kind::UnknownMember, usual(Kind::UnknownMember), tags("Tag.id[]")),
        (
            Kind::NullsInList,
            usual(Kind::NullsInList),
            title("type = \"string\" }\nsizes = { type = \"map<integer?>\""),
        ),
        (Kind::TakenAlias, title("type = \"string\", aliases = [\"a\", \"a\"]"), usual(Kind::TakenAlias)),
        (Kind::DoubledWord, with("\"A\", \"B\"", "\"A\", \"A\""), usual(Kind::DoubledWord)),
        (Kind::DefaultOfAnotherType, usual(Kind::DefaultOfAnotherType), of_an_object),
        (Kind::StatusInResult, usual(Kind::StatusInResult), inside),
        (Kind::RuleOfNothing, when("id.pattern"), usual(Kind::RuleOfNothing)),
        (Kind::DoubledRule, twice, usual(Kind::DoubledRule)),
    ]
}

#[test]
fn of_mistakes_that_other_tables_make_the_schema_refuses_what_it_can_know() {
    let validator = validator();
    for (kind, shown, hidden) in shown_in_part() {
        assert!(!kind.is_structural(), "{kind}");
        for (text, is_shown) in [(shown, true), (hidden, false)] {
            let found: Vec<_> = checked(&text).diagnostics.iter().map(|it| it.kind).collect();
            assert_eq!(found, [kind], "{text}");
            assert_eq!(!validator.is_valid(&json(&text)), is_shown, "{kind}: {text}");
        }
    }
}

#[test]
fn every_key_has_a_description_and_stands_in_the_readme() {
    let readme = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = std::fs::read_to_string(readme).expect("it is there");
    let schema = schema();
    let mut keys = Vec::new();
    let definitions = schema["definitions"].as_object().expect("it has some").values();
    definitions.chain([&schema]).for_each(|table| collect(table, &mut keys));
    assert!(keys.len() > 60, "{}", keys.len());
    for (key, description) in keys {
        let description = description.as_str().unwrap_or_default();
        assert!(description.ends_with('.') && !description.contains("  "), "{key}: {description:?}");
        let is_told = [format!("`{key}`"), format!("{key} "), format!("[{key}"), format!(".{key}]")]
            .iter()
            .any(|it| readme.contains(it));
        assert!(is_told, "the README does not mention `{key}`");
    }
}

/// The keys of a table and of those inside it, with their descriptions.
fn collect<'s>(table: &'s Value, keys: &mut Vec<(&'s str, &'s Value)>) {
    for (key, value) in table["properties"].as_object().into_iter().flatten() {
        keys.push((key, &value["description"]));
        collect(value, keys);
        collect(&value["items"], keys);
    }
}
