//! Lists: which rows, in which order, and how to get through all of their pages.

mod compared;
mod condition;
mod cursor;
mod error;
mod field;
mod filter;
mod listing;
pub mod operator;
mod order;
mod pages;
pub mod permission;
mod progress;
mod request;
mod row;
mod scalar;
mod walk;

pub use compared::{IntoValue, Ordered, Textual};
pub use cursor::Cursor;
pub use error::{ListingError, Stuck};
pub use field::{AddedFields, Field};
pub use filter::Filter;
pub use listing::Listing;
pub use order::Order;
pub use pages::Pages;
pub use progress::Progress;
pub use request::{ListRequest, Paging, WalkRequest};
pub use row::{PageRequest, Row};
pub use scalar::Scalar;
#[doc(hidden)]
pub use walk::walk;
