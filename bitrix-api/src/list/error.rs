//! Why a list ends before its end.

use std::fmt;

use crate::error::{CallError, MethodError};

/// Why a list ended before its end. All items before the failure have been given out.
///
/// ```
/// use bitrix_api::CallError;
/// use bitrix_api::error::MethodError;
/// use bitrix_api::list::ListingError;
///
/// fn is_refused<E: MethodError>(error: &ListingError<E>) -> bool {
///     matches!(error, ListingError::Call(CallError::Refused { .. }))
/// }
/// ```
#[derive(Debug)]
#[non_exhaustive]
pub enum ListingError<E: MethodError> {
    /// A page could not be had, or an item on it could not be read.
    Call(CallError<E>),
    /// A page came that leads nowhere.
    Stuck(Stuck),
    /// The runtime that fetched the pages has been shut down.
    Interrupted,
}

/// A page that leads nowhere: to go on would give the same rows again, or leave some out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    pub(super) method: &'static str,
    pub(super) why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Why {
    /// The rows are those of the page before.
    SamePage,
    /// The next page would begin here.
    Next { from: i64, next: i64 },
    /// The next page would begin here, and another one was asked for together with this.
    Gap { from: i64, next: i64, asked: i64 },
    /// An id that does not come after the one before it.
    Id { after: i64, id: i64 },
    /// A row without its id.
    NoId,
}

impl Stuck {
    /// The method that lists.
    #[must_use]
    pub fn method(&self) -> &str {
        self.method
    }
}

impl fmt::Display for Stuck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.why {
            Why::Gap { .. } => "rows would be left out",
            _ => "the list does not advance",
        };
        write!(f, "{}: {what}: ", self.method)?;
        match self.why {
            Why::SamePage => f.write_str("a page has the rows of the one before it"),
            Why::Next { from, next } => {
                write!(f, "the page at row {from} says that the next one begins at row {next}")
            }
            Why::Gap { from, next, asked } => write!(
                f,
                "the page at row {from} says that the next one begins at row {next}, and that at row {asked} was asked for"
            ),
            Why::Id { after, id } => {
                write!(f, "the row with the id {id} comes after that with the id {after}")
            }
            Why::NoId => f.write_str("a row has no id"),
        }
    }
}

impl std::error::Error for Stuck {}

impl<E: MethodError> fmt::Display for ListingError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::Stuck(error) => error.fmt(f),
            Self::Interrupted => f.write_str("the runtime that fetched the list has been shut down"),
        }
    }
}

impl<E: MethodError> std::error::Error for ListingError<E> {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Call(error) => std::error::Error::source(error),
            Self::Stuck(_) | Self::Interrupted => None,
        }
    }
}

impl<E: MethodError> From<CallError<E>> for ListingError<E> {
    fn from(error: CallError<E>) -> Self {
        Self::Call(error)
    }
}

impl<E: MethodError> From<Stuck> for ListingError<E> {
    fn from(error: Stuck) -> Self {
        Self::Stuck(error)
    }
}
