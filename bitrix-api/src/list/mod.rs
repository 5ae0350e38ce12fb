//! Lists: which rows, in which order, and how to get through all of their pages.

mod cursor;
mod error;
mod request;
mod row;
mod scalar;

pub use cursor::Cursor;
pub use error::{ListError, Stuck};
pub use request::{ListRequest, Paging, WalkRequest};
pub use row::{PageRequest, Row};
pub use scalar::Scalar;
