//! An error and all that caused it.

use std::error::Error;
use std::fmt::Write as _;

/// Every way in which an error can be printed, its causes included.
#[must_use]
pub fn printed(error: &(dyn Error + 'static)) -> String {
    let mut all = String::new();
    let mut next = Some(error);
    while let Some(error) = next {
        let _ = writeln!(all, "{error}\n{error:?}\n{error:#?}");
        next = error.source();
    }
    all
}
