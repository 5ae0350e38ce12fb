//! By what names a call speaks of columns.

use std::collections::BTreeMap;

/// The names by which a call speaks of columns, and the codes that they stand for. Portals that do not send any use names
/// of their own, which are taken for codes.
#[derive(Debug, Clone, Default)]
pub struct Names {
    by_code: BTreeMap<String, String>,
}

impl Names {
    pub(super) fn new(by_code: BTreeMap<String, String>) -> Self {
        Self { by_code }
    }

    /// The code of a column.
    pub(super) fn code(&self, name: &str) -> String {
        let found = self.by_code.iter().find(|(_, known)| *known == name);
        found.map_or(name, |(code, _)| code).to_owned()
    }

    /// Whether the name is one of them.
    pub(super) fn has(&self, name: &str) -> bool {
        self.by_code.values().any(|known| known == name)
    }

    /// The names by the columns' codes.
    #[must_use]
    pub fn into_map(self) -> BTreeMap<String, String> {
        self.by_code
    }
}
