//! Why a value could not be read, and where it stood.

use std::fmt;

use super::path::Segment;

/// Why a value could not be read, and where it stood.
///
/// It says what kind of value stood there, never the value: answers hold passwords too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(Box<FaultParts>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct FaultParts {
    /// From where it has been noticed so far.
    path: String,
    problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Unexpected { expected: &'static str, found: &'static str, absent: bool },
    Missing { member: &'static str },
    Unreadable { expected: &'static str, why: &'static str },
    Syntax { what: String },
}

impl Fault {
    /// A value of another kind than the type understands.
    #[must_use]
    pub fn unexpected(expected: &'static str, found: &'static str) -> Self {
        Self::of(Problem::Unexpected { expected, found, absent: false })
    }

    /// A value by which servers say that there is none: an error, unless the type is an `Option`.
    #[must_use]
    pub fn absent(expected: &'static str, found: &'static str) -> Self {
        Self::of(Problem::Unexpected { expected, found, absent: true })
    }

    /// A value of the right kind whose content makes no sense.
    #[must_use]
    pub fn unreadable(expected: &'static str, why: &'static str) -> Self {
        Self::of(Problem::Unreadable { expected, why })
    }

    /// A member that is not there.
    #[must_use]
    pub fn missing(member: &'static str) -> Self {
        Self::of(Problem::Missing { member })
    }

    pub(super) fn syntax(what: String) -> Self {
        Self::of(Problem::Syntax { what })
    }

    fn of(problem: Problem) -> Self {
        Self(Box::new(FaultParts { path: String::new(), problem }))
    }

    pub(crate) fn inside(mut self, segment: Segment<'_>) -> Self {
        self.0.path = segment.before(&self.0.path);
        self
    }

    pub(crate) fn is_absent(&self) -> bool {
        self.0.path.is_empty() && matches!(self.0.problem, Problem::Unexpected { absent: true, .. })
    }

    /// Whether the text was no JSON at all, or not all of it.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        matches!(self.0.problem, Problem::Syntax { .. })
    }

    /// Where the value stood: `item.settings[2].code`; empty where it was the whole.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0.path
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        match &self.0.problem {
            Problem::Unexpected { expected, found, .. } => write!(f, "expected {expected}, found {found}"),
            Problem::Unreadable { expected, why } => write!(f, "expected {expected}, {why}"),
            Problem::Missing { member } => write!(f, "`{member}` is missing"),
            Problem::Syntax { what } => f.write_str(what),
        }
    }
}

impl std::error::Error for Fault {}
