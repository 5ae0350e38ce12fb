//! Who calls, what the caller may do, and what time it is at the portal.

#[crate::methods("basic")]
mod methods {}

pub use methods::*;
