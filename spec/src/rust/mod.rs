//! The Rust face of a family: which types and functions its methods become. The macros write them out, and `explain`
//! shows them.

mod argument;
mod batch;
mod name;
mod part;
mod ty;

pub use argument::Argument;
pub use batch::fits_batch;
pub(crate) use name::is_nameable;
pub use name::{identifier, setter, snake, upper_camel};
pub use part::{Holds, Part, bundle, lists_entity, optional_fields, parts, writes_entity};
pub use ty::RustType;
