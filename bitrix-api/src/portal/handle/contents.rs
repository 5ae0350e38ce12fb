//! What a portal knows, and what reports see of it.

use serde::Deserialize;

use super::Portal;
use crate::php::{Array, Value};
use crate::portal::methods::biconnector::bi_builder::{self, NoAnswer, Question};

impl Portal {
    /// Everything that the portal knows, in the form in which it can be [seeded](Self::seed) again.
    #[must_use]
    pub fn state(&self) -> serde_json::Value {
        let state = Value::from(self.served.simulation.describe());
        // What is kept can be written as JSON: it was read from it.
        serde_json::to_value(&state).unwrap_or_default()
    }

    /// The rows of a table as a report of BI Builder gets them: its connector's `urlData` is asked, and the answer is
    /// checked. `query` may have `select`, `filter` and `limit`, by the columns' names; `json!({})` asks for everything.
    ///
    /// The result is an object with `columns`, a list of names, and `rows`, a list of lists.
    ///
    /// # Errors
    ///
    /// When there is no such table, or its connector does not answer as it should.
    pub async fn table_data(
        &self,
        table: i64,
        query: &serde_json::Value,
    ) -> Result<serde_json::Value, NoAnswer> {
        let query = Value::deserialize(query).ok();
        let query = query.as_ref().and_then(Value::as_array).cloned().unwrap_or_else(Array::default);
        bi_builder::ask(&self.served.simulation, Question::Data { table, query }).await
    }
}
