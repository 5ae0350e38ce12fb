//! The language in which [`bitrix-api`](https://docs.rs/bitrix-api) describes Bitrix24 REST methods, and the
//! descriptions themselves.
//!
//! One TOML file describes one family of methods; what several families share stands in a file that they extend.
//! [`catalog`] has the files that ship with the crate, [`check`] reads any other. The outcome is a [`model::Family`],
//! from which `bitrix-macros` makes Rust types and the simulated portal makes its answers, and a list of
//! [`Diagnostic`]s that look like a compiler's.
//!
//! ```
//! let checked = bitrix_spec::catalog::family("biconnector.connector").expect("it ships with the crate");
//! assert!(checked.diagnostics.is_empty());
//! let update = checked.family.method("update").expect("the family has it");
//! assert_eq!(update.wire_name, "biconnector.connector.update");
//! ```

pub mod catalog;
mod check;
pub mod coverage;
mod diagnostic;
#[cfg(feature = "cli")]
pub mod explain;
mod file;
mod inside;
mod json;
mod keeper;
mod kind;
mod language;
mod message;
pub mod model;
mod parse;
mod repeated;
#[cfg(feature = "cli")]
pub mod report;
pub mod rust;
#[cfg(feature = "cli")]
pub mod schema;
mod source;
mod suggest;

pub use check::{Checked, check, check_shared};
pub use diagnostic::Diagnostic;
pub use keeper::Keeper;
pub use kind::Kind;
pub use message::Message;
pub use rust::{snake, upper_camel};
pub use source::{Place, Source};
pub use suggest::nearest;
