//! What `explain` shows.

use bitrix_spec::{Source, catalog, check, explain};

fn explained(family: &str, method: &str) -> String {
    let family = catalog::family(family).map(|checked| checked.family);
    let text = family.as_ref().and_then(|family| Some(explain::method(family, family.method(method)?)));
    text.unwrap_or_else(|| "there is no such method".to_owned())
}

#[test]
fn a_method_is_shown_with_its_functions_limits_errors_and_an_example() {
    insta::assert_snapshot!("connector.update", explained("biconnector.connector", "update"));
    insta::assert_snapshot!("source.add", explained("biconnector.source", "add"));
    insta::assert_snapshot!("table.list", explained("biconnector.table", "list"));
    insta::assert_snapshot!("deal.update", explained("crm.deal", "update"));
}

#[test]
fn the_handbook_shows_what_is_printed() {
    let handbook = include_str!("../README.md");
    assert!(handbook.contains(&explained("basic", "server.time")), "{}", explained("basic", "server.time"));
}

#[test]
/// The example of a family's first method, as Rust.
fn example_of(spec: &str) -> String {
    let checked = check(&Source::new("acme.ticket.toml", spec), &catalog::source);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    explain::example_call(&checked.family, &checked.family.methods[0]).code
}

#[test]
fn an_object_that_holds_itself_in_a_map_is_shown_without_end_of_the_stack() {
    let code = example_of(
        r#"spec   = 1
family = "acme.ticket"

[object.Part]
name  = { type = "string" }
parts = { type = "map<Part>" }

[method.merge]
kind   = "write"
params = { part = "Part" }
result = "true"
"#,
    );
    assert_eq!(code, "Merge::new(Part { name: \"the name\".to_owned(), parts: BTreeMap::new() })");
}

#[test]
#[test]
#[test]
