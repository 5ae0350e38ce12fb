//! A call that did what it was made for, and what it gives.

use crate::php::Value;

/// What a method gives.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::portal) struct Success {
    pub(super) result: Value,
    /// The `start` of a list's next page, if there is one.
    pub(super) next: Option<i64>,
    /// How many items a list has on all its pages.
    pub(super) total: Option<i64>,
}

impl From<Value> for Success {
    fn from(result: Value) -> Self {
        Self { result, next: None, total: None }
    }
}
