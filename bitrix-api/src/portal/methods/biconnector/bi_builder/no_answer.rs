//! Why BI Builder has no answer.

use crate::portal::methods::biconnector::unanswered::Unanswered;

/// Why BI Builder has no answer.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NoAnswer {
    /// The portal has no such thing.
    #[error("there is no {kind} {id}")]
    #[non_exhaustive]
    Nothing {
        /// `table`, `source` or `connector`.
        kind: &'static str,
        /// Its identifier.
        id: i64,
    },
    /// The source of this identifier is not active, and is not asked.
    #[error("the source {0} is not active, and is not asked")]
    Inactive(i64),
    /// The endpoint was not called, or has not answered.
    #[error("{field}: {why}")]
    #[non_exhaustive]
    Unanswered {
        /// The connector's field with its address, `urlData`.
        field: &'static str,
        /// Why not.
        why: Unanswered,
    },
    /// The endpoint's answer is not what it should be.
    #[error("{field}: {why}")]
    #[non_exhaustive]
    Wrong {
        /// The connector's field with its address, `urlData`.
        field: &'static str,
        /// What is wrong with the answer.
        why: String,
    },
}
