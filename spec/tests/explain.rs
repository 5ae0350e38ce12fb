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
fn a_method_without_an_example_is_shown_with_made_up_values() {
    let spec = r#"spec   = 1
family = "acme.ticket"
scope  = "acme"

[entity.Ticket]
id      = { type = "integer", read_only = true }
subject = { type = "string", required = "always", max_chars = 8 }
price   = { type = "decimal" }
parts   = { type = "Part[]" }
type    = { enum = ["BUG", "WISH"], immutable = true }

[object.Part]
name  = { type = "string" }
parts = { type = "Part[]" }
note  = { type = "string", optional = true }

[method.add]
kind   = "write"
params = { fields = "Self.new" }
result = "Self.id"

[method.update]
kind   = "write"
params = { id = "Self.id", fields = "Self.patch" }
result = "true"

[method.merge]
kind   = "write"
params = { into = "Self.id", from = "Self.id", parts = "Part[]", why = "string?" }
result = "true"
"#;
    let checked = check(&Source::new("acme.ticket.toml", spec), &catalog::source);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    let texts: Vec<_> =
        checked.family.methods.iter().map(|method| explain::method(&checked.family, method)).collect();
    insta::assert_snapshot!("own", texts.join("\n\n"));
}
