//! The company's structure: its departments.

#[crate::methods("department")]
mod methods {}

pub use methods::*;
