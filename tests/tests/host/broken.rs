//! Hosts that break the portal's rules: a clear log and HTTP 500, never a wrong 200.

use bitrix_api::biconnector::connector::{self, ColumnType, DataQuery, ExternalColumn, ExternalTable};
use bitrix_api::host::{Cell, HostError, Rows};
use bitrix_tests::log::Log;

use crate::setting::serve;

/// Breaks the rule that its table's name says.
struct Broken;

impl connector::Host for Broken {
    type Connection = ();

    async fn check(&self, (): &()) -> Result<(), HostError> {
        Err(HostError::failed("the wire is cut"))
    }

    async fn tables(&self, (): &(), search: String) -> Result<Vec<ExternalTable>, HostError> {
        let table = |code: &str| ExternalTable { code: code.to_owned(), title: search.clone(), id: None };
        Ok(vec![table("a"), table("")])
    }

    async fn describe(&self, (): &(), table: String) -> Result<Vec<ExternalColumn>, HostError> {
        let column =
            |code: &str, r#type| ExternalColumn { code: code.to_owned(), name: "n".to_owned(), r#type };
        Ok(match table.as_str() {
            "none" => vec![],
            "type" => vec![column("a", ColumnType::Int), column("b", ColumnType::Unknown("blob".to_owned()))],
            "empty" => vec![column("", ColumnType::Int)],
            _ => return Err(HostError::UnknownTable),
        })
    }

    async fn data(&self, (): &(), query: DataQuery) -> Result<Rows, HostError> {
        let cells = |count: usize| vec![Cell::from(1); count];
        Ok(match query.table.as_str() {
            "no columns" => Rows::of([""; 0], [cells(0)]),
            "empty code" => Rows::of(["a", ""], [cells(2)]),
            "twins" => Rows::of(["a", "a"], [cells(2)]),
            "short row" => Rows::of(["a", "b"], [cells(2), cells(1)]),
            "long row" => Rows::of(["a", "b"], [cells(2), cells(3)]),
            "late" => Rows::of(["a"], std::iter::repeat_n(cells(1), 100_000).chain([cells(2)])),
            "forbidden" => return Err(HostError::Forbidden),
            "busy" => return Err(HostError::Busy),
            _ => Rows::of(["a", "b"], [cells(2)]),
        })
    }
}

#[tokio::test]
async fn an_answer_that_breaks_a_rule_is_told_to_the_log_and_is_http_500() {
    let log = Log::of_this_program();
    let host = serve(Broken).await;
    for (endpoint, form, told) in [
        ("urlCheck", "", "the wire is cut"),
        ("urlTableList", "searchString=x", "[1].code: empty, and must not be"),
        ("urlTableList", "searchString=", "[0].title: empty, and must not be"),
        ("urlTableDescription", "table=none", "the list is empty, and must not be"),
        ("urlTableDescription", "table=type", "[1].type: none of int, string, double"),
        ("urlTableDescription", "table=empty", "[0].code: empty, and must not be"),
        ("urlData", "table=no+columns", "the first row is empty"),
        ("urlData", "table=empty+code", "a column has an empty code"),
        ("urlData", "table=twins", "two columns have the code"),
        ("urlData", "table=short+row", "a row has 1 cells instead of 2 (among rows 1 to 2)"),
        ("urlData", "table=long+row", "a row has 3 cells instead of 2 (among rows 1 to 2)"),
        ("urlData", "table=late", "a row has 2 cells instead of 1 (among rows 1 to 100001)"),
        ("urlData", "table=x&select[]=b&select[]=a", "and not the 2 that the call selects"),
        ("urlData", "table=x&select[]=hunter2", "and not the 1 that the call selects"),
    ] {
        let before = log.text().len();
        let (status, text) = host.call(endpoint, form).await.expect("it answers");
        let expected = r#"{"error":"HOST_FAILED","error_description":"the source fails"}"#;
        assert_eq!((status, text.as_str()), (500, expected), "{endpoint} {form}");
        let log = log.text().split_off(before);
        assert!(log.contains(told), "{endpoint} {form}: the log does not say {told}: {log}");
    }
    assert!(!log.text().contains("hunter2"), "the log says what the call says");
}

#[tokio::test]
async fn what_a_host_refuses_has_the_status_that_it_is() {
    let host = serve(Broken).await;
    for (endpoint, form, expected) in [
        ("urlTableDescription", "table=other", 404),
        ("urlData", "table=forbidden", 403),
        ("urlData", "table=busy", 503),
        ("urlData", "table=x&select[]=a&select[]=b", 200),
        ("urlData", "table=x&mapFields[a]=B&mapFields[b]=A&select[]=B&select[]=A", 200),
        // Mapped names are exact: `A` stands for `b` here, whatever else it looks like.
        ("urlData", "table=x&mapFields[b]=A&mapFields[a]=B&select[]=A&select[]=B", 500),
        ("urlNothing", "", 404),
    ] {
        let (status, text) = host.call(endpoint, form).await.expect("it answers");
        assert_eq!(status, expected, "{endpoint} {form}: {text}");
    }
}
