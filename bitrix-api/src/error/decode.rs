//! An answer that came and could not be read.

use std::fmt;

use super::Execution;
use crate::codec::Fault;

/// The portal answered, and the answer makes no sense: no JSON, cut off, empty, too large, or of an unexpected shape.
///
/// Where the answer is JSON and its status means success, a call that changes something has most likely run; anything
/// else may come from what stands in front of the portal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodeError {
    pub(crate) method: String,
    pub(crate) http: u16,
    pub(crate) problem: Problem,
    /// The answer's first bytes, credentials removed.
    pub(crate) excerpt: String,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Problem {
    Empty,
    TooLarge { limit: usize },
    Unreadable(Fault),
    Unanswered,
}

impl DecodeError {
    /// Whether the call has run: most likely, if it is the portal that answered, to all appearances with a result.
    pub(crate) fn execution(&self) -> Execution {
        let is_json = matches!(&self.problem, Problem::Unreadable(fault) if !fault.is_syntax());
        if self.http < 300 && is_json { Execution::Ran } else { Execution::Unknown }
    }

    /// The method that was called.
    #[must_use]
    pub fn method(&self) -> &str {
        &self.method
    }

    /// The HTTP status of the answer.
    #[must_use]
    pub fn http(&self) -> u16 {
        self.http
    }

    /// Where in the answer it went wrong, `result.item.sort`; empty where that is the whole of it.
    #[must_use]
    pub fn path(&self) -> &str {
        match &self.problem {
            Problem::Unreadable(fault) => fault.path(),
            Problem::Empty | Problem::TooLarge { .. } | Problem::Unanswered => "",
        }
    }

    /// The first bytes of the answer, credentials removed; empty for a command of a batch.
    #[must_use]
    pub fn excerpt(&self) -> &str {
        &self.excerpt
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: HTTP {}, ", self.method, self.http)?;
        match &self.problem {
            Problem::Empty => return f.write_str("the answer is empty"),
            Problem::Unanswered => {
                return f.write_str("the batch's answer has neither a result nor an error for it");
            }
            Problem::TooLarge { limit } => write!(f, "the answer is larger than {limit} bytes")?,
            Problem::Unreadable(fault) if fault.is_syntax() => write!(f, "the answer is not JSON: {fault}")?,
            Problem::Unreadable(fault) => write!(f, "unexpected answer: {fault}")?,
        }
        if self.excerpt.is_empty() { Ok(()) } else { write!(f, "; it begins: {}", self.excerpt) }
    }
}

impl std::error::Error for DecodeError {}
