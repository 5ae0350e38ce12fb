//! How far a list has come.

/// How far a list has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Progress {
    /// Items given out so far.
    pub items: u64,
    /// Rows that there are in all, where the portal says so: lists that count rows do with each page, walks by id and
    /// lists that count pages do not.
    pub total: Option<u64>,
}
