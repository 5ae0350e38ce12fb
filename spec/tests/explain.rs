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
fn the_handbook_begins_with_a_method_that_no_shipped_spec_describes_and_lacks_only_what_it_answers() {
    let handbook = include_str!("../README.md");
    let file = handbook.split("```toml\n").nth(1).and_then(|rest| rest.split("   ```").next());
    let checked = check(&Source::new("profile.toml", file.unwrap_or_default()), &catalog::source);
    let found: Vec<_> = checked.diagnostics.iter().map(|it| it.message.as_str()).collect();
    assert_eq!(found, ["there is no type `Self`"]);
    let shipped = catalog::families().filter_map(catalog::family);
    let mut methods = shipped.flat_map(|checked| checked.family.methods);
    assert!(!methods.any(|method| method.wire_name == "profile"));
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
fn a_map_is_built_as_one_where_a_struct_holds_it_and_given_as_pairs_where_a_function_takes_it() {
    let spec = |params: &str, request: &str| {
        format!(
            r#"spec   = 1
family = "acme.ticket"

[object.Part]
sizes = {{ type = "map<integer>", optional = true }}

[method.merge]
kind    = "write"
params  = {{ {params} }}
result  = "true"
example = [{{ request = '{{{request}}}' }}]
"#
        )
    };
    let pairs = r#"[("a".to_owned(), 1)]"#;
    let cases = [
        (
            spec("part = \"Part\", m = \"map<integer>?\"", r#""part": {}, "m": {"a": 1}"#),
            format!("Merge::new(Part {{ sizes: None }}).m({pairs})"),
        ),
        (
            spec("part = \"Part\"", r#""part": {"sizes": {"a": 1}}"#),
            format!("Merge::new(Part {{ sizes: Some(BTreeMap::from({pairs})) }})"),
        ),
        (
            spec("part = \"Part\", l = \"map<integer>[]?\"", r#""part": {}, "l": [{"a": 1}]"#),
            format!("Merge::new(Part {{ sizes: None }}).l(vec![BTreeMap::from({pairs})])"),
        ),
    ];
    for (spec, code) in cases {
        assert_eq!(example_of(&spec), code);
    }
}

#[test]
fn a_filter_is_shown_where_its_operator_can_compare_with_the_value() {
    let spec = |filter: &str| {
        format!(
            r#"spec   = 1
family = "acme.ticket"

[entity.Ticket]
ID    = {{ type = "integer", read_only = true }}
TITLE = {{ type = "string" }}
OPEN  = {{ type = "boolean" }}

[method.list]
kind    = "read"
list    = {{ start = "start", size = 50, filter = ["=", "@", ">", "%"] }}
result  = "Self[]"
example = [{{ request = '{{"filter": {filter}}}' }}]
"#
        )
    };
    let shown = [
        (r#"{"=ID": 4}"#, "List::new().filter(Ticket::ID.equals(TicketId::new(4)?))"),
        (r#"{"@ID": [4]}"#, "List::new().filter(Ticket::ID.one_of([TicketId::new(4)?]))"),
        (r#"{"%TITLE": "a"}"#, "List::new().filter(Ticket::TITLE.contains(\"a\"))"),
        (r#"{"=OPEN": true}"#, "List::new().filter(Ticket::OPEN.equals(true))"),
    ];
    for (filter, code) in shown {
        assert_eq!(example_of(&spec(filter)), code);
    }
    for filter in [r#"{"=ID": [1, 2]}"#, r#"{"@ID": 5}"#, r#"{"%ID": 5}"#, r#"{">OPEN": true}"#] {
        assert_eq!(example_of(&spec(filter)), "List::new()", "{filter}");
    }
}

/// What a family's first method is explained as.
fn explained_of(spec: &str) -> String {
    let checked = check(&Source::new("acme.ticket.toml", spec), &catalog::source);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    explain::method(&checked.family, &checked.family.methods[0])
}

#[test]
fn a_filter_that_the_functions_cannot_say_is_named() {
    let spec = |filter: &str| {
        format!(
            r#"spec   = 1
family = "acme.ticket"

[entity.Ticket]
ID = {{ type = "integer", read_only = true }}

[method.list]
kind    = "read"
list    = {{ start = "start", size = 50, filter = [">=", "!"] }}
result  = "Self[]"
example = [{{ request = '{{"filter": {filter}, "order": {{}}}}' }}]
"#
        )
    };
    let text = explained_of(&spec(r#"{">=ID": 5, "!ID": 7}"#));
    assert!(
        text.contains("    List::new()\n    // not the page's `filter`, which its functions cannot say\n"),
        "{text}"
    );
    let text = explained_of(&spec(r#"{">=ID": 5}"#));
    assert!(!text.contains("cannot say"), "{text}");
}

#[test]
fn what_is_sent_is_shown_in_the_order_in_which_it_goes_out() {
    let text = explained_of(
        r#"spec   = 1
family = "acme.ticket"

[object.Sort]
POST_DATE = { type = "string" }
AUTHOR_ID = { type = "string" }

[method.getlist]
kind    = "read"
params  = { TASKID = "integer", ORDER = "Sort?", FILTER = "map<any>?" }
result  = "any[]"
example = [{ request = '{"FILTER": {">=ID": 3}, "ORDER": {"AUTHOR_ID": "asc", "POST_DATE": "asc"}, "TASKID": 8}' }]
"#,
    );
    let sent = r#"{"TASKID":8,"ORDER":{"POST_DATE":"asc","AUTHOR_ID":"asc"},"FILTER":{">=ID":3}}"#;
    assert!(text.ends_with(&format!("sends\n    {sent}\n")), "{text}");
}

#[test]
fn a_family_without_a_scope_is_shown_without_one() {
    let spec = "spec = 1\nfamily = \"acme.clock\"\n[method.now]\nkind = \"read\"\nresult = \"datetime\"\n";
    let checked = check(&Source::new("acme.clock.toml", spec), &catalog::source);
    let text = explain::method(&checked.family, &checked.family.methods[0]);
    assert!(text.contains("\nApplications and webhooks may call it.\n"), "{text}");
}
