//! A table that a host shows.

use std::collections::BTreeMap;

/// A table that a host shows; it shows no other.
///
/// ```
/// use bitrix_api::host::sql::SqlTable;
///
/// let table = SqlTable::new("sales").title("Sales").columns(["id", "amount"]).label("amount", "Amount, EUR");
/// ```
#[derive(Debug, Clone)]
pub struct SqlTable {
    pub(super) code: String,
    pub(super) title: String,
    pub(super) columns: Option<Vec<String>>,
    labels: BTreeMap<String, String>,
}

impl SqlTable {
    /// A table or view by its name in the database, which is its code for the portal, too.
    pub fn new(name: impl Into<String>) -> Self {
        let code = name.into();
        Self { title: code.clone(), code, columns: None, labels: BTreeMap::new() }
    }

    /// What users see; the name in the database unless it is said.
    #[must_use]
    pub fn title(mut self, title: impl Into<String>) -> Self {
        self.title = title.into();
        self
    }

    /// The columns that are shown, in this order; all unless they are named. Calls are answered with HTTP 500 as long as
    /// the table lacks one of them.
    #[must_use]
    pub fn columns(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.columns = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// What users see of a column; its name in the database unless it is said.
    #[must_use]
    pub fn label(mut self, column: impl Into<String>, label: impl Into<String>) -> Self {
        self.labels.insert(column.into(), label.into());
        self
    }

    pub(super) fn label_of(&self, column: &str) -> String {
        self.labels.get(column).map_or(column, String::as_str).to_owned()
    }

    /// Whether users mean it by a text that they look for.
    pub(super) fn is_meant_by(&self, search: &str) -> bool {
        let search = search.trim().to_lowercase();
        [&self.code, &self.title].iter().any(|name| name.to_lowercase().contains(&search))
    }
}
