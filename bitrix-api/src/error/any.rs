//! One error for all of the library, so that `?` works across methods.

use std::fmt;

use super::{CallError, MethodError};

/// Any error of this library: whatever `?` meets in a function that calls several methods.
///
/// [`downcast_ref`](Self::downcast_ref) gives the typed error back.
pub struct Error(Box<dyn std::error::Error + Send + Sync>);

impl Error {
    /// The error as what it was: `CallError<UpdateError>`, `NotAnId` and so on.
    #[must_use]
    pub fn downcast_ref<T: std::error::Error + 'static>(&self) -> Option<&T> {
        self.0.downcast_ref()
    }
}

impl<E: MethodError> From<CallError<E>> for Error {
    fn from(error: CallError<E>) -> Self {
        Self(Box::new(error))
    }
}

impl<E: MethodError> From<crate::list::ListingError<E>> for Error {
    /// A failed call is what it would have been without the list.
    fn from(error: crate::list::ListingError<E>) -> Self {
        match error {
            crate::list::ListingError::Call(error) => error.into(),
            error => Self(Box::new(error)),
        }
    }
}

macro_rules! from {
    ($($(#[$feature:meta])? $error:ty),* $(,)?) => {
        $($(#[$feature])? impl From<$error> for Error {
            fn from(error: $error) -> Self {
                Self(Box::new(error))
            }
        })*
    };
}

from!(
    crate::NotADate,
    crate::NotADateTime,
    crate::NotADecimal,
    crate::NotAnId,
    crate::biconnector::ChainError,
    crate::check::Violations,
    crate::client::BuildError,
    crate::list::Stuck,
    crate::oauth::AuthError,
    crate::codec::Fault,
    #[cfg(feature = "host")]
    crate::host::HostError,
    crate::oauth::IncompleteForm,
    crate::oauth::StoreError,
    #[cfg(feature = "portal")]
    crate::portal::StartError,
    crate::request::NothingToChange,
);

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}
