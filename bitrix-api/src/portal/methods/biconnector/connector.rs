//! Connectors: what the spec does not say of how the server keeps them.

use super::column;
use super::storage::Storage;
use crate::php::{Array, Key, Value};

/// The storage of `biconnector.connector`.
#[derive(Debug)]
pub(super) struct Connector;

impl Storage for Connector {
    fn family(&self) -> &'static str {
        "biconnector.connector"
    }

    fn state_key(&self) -> &'static str {
        "connectors"
    }

    fn not_found(&self) -> &'static str {
        "CONNECTOR_NOT_FOUND"
    }

    fn in_use(&self) -> Option<&'static str> {
        Some("CONNECTOR_DELETE_RESTRICTED")
    }

    fn endpoint(&self) -> Option<&'static str> {
        Some("urlCheck")
    }

    /// The server turns a setting's keys from camel case to upper snake case before it looks at them: `Name` is then
    /// as good as `name`, while `NAME` has become `N_A_M_E`. Of two keys that become one the last counts.
    fn member<'a>(&self, object: &'a Array, name: &str) -> Option<&'a Value> {
        let wanted = column::name(name);
        let is_wanted = |key: &Key| matches!(key, Key::Text(key) if column::name(key) == wanted);
        object.iter().filter(|(key, _)| is_wanted(key)).map(|(_, value)| value).last()
    }
}

#[cfg(test)]
mod tests {
    use super::Connector;
    use crate::php::{Array, Value};
    use crate::portal::methods::biconnector::storage::Storage;

    #[test]
    fn a_settings_key_may_begin_with_a_capital_and_no_more() {
        let object: Array = [("Name", "a"), ("CODE", "b"), ("tyPe", "c")].into_iter().collect();
        assert_eq!(Connector.member(&object, "name"), Some(&Value::from("a")));
        assert_eq!(Connector.member(&object, "code"), None);
        assert_eq!(Connector.member(&object, "type"), None);
    }
}
