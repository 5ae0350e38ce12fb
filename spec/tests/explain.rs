//! What `explain` shows.

use bitrix_spec::{Source, catalog, check, explain};

fn explained(family: &str, method: &str) -> String {
    let family = catalog::family(family).map(|checked| checked.family);
    let text = family.as_ref().and_then(|family| Some(explain::method(family, family.method(method)?)));
    text.unwrap_or_else(|| "there is no such method".to_owned())
}

#[test]
#[test]
#[test]
/// The example of a family's first method, as Rust.
#[test]
#[test]
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

#[test]
