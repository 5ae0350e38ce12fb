//! How programs that are no tests end: well, or with what went wrong.

use std::error::Error;

/// Anything can go wrong.
pub type Outcome<T = ()> = Result<T, Box<dyn Error>>;
