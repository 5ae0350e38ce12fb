#[crate::methods("basic")]
mod methods {}

pub use methods::*;
