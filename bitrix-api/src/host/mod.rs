//! The other half of a connector: answers at its endpoints.
mod answer;
mod batch;
mod body;
mod call;
mod cell;
mod columns;
mod connection;
mod endpoints;
mod error;
mod filter;
mod names;
mod refusal;
mod rows;
#[cfg(feature = "host-sql")]
pub mod sql;

pub use axum;

#[doc(hidden)]
pub use answer::Answer;
pub use batch::Batch;
#[doc(hidden)]
pub use call::Call;
pub use cell::Cell;
#[doc(hidden)]
pub use columns::Columns;
pub use connection::{ConnectionSettings, Given, SettingValue};
#[doc(hidden)]
pub use connection::{fill_in, setting};
pub use endpoints::Endpoints;
pub use error::HostError;
pub use filter::{Condition, Filter, Logic};
#[doc(hidden)]
pub use names::Names;
pub use rows::Rows;

pub use crate::operator::{Comparison, Operator};
