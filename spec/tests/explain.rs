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
#[test]
/// The example of a family's first method, as Rust.
fn example_of(spec: &str) -> String {
    let checked = check(&Source::new("acme.ticket.toml", spec), &catalog::source);
    assert!(checked.diagnostics.is_empty(), "{:?}", checked.diagnostics);
    explain::example_call(&checked.family, &checked.family.methods[0]).code
}

#[test]
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
#[test]
