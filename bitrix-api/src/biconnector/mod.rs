//! BI Builder: external sources of data for its reports.

mod chain;

pub use chain::{Chain, ChainError, Created, Standing};

#[cfg(feature = "host")]
#[crate::methods("biconnector.connector", endpoints)]
pub mod connector {}

#[cfg(not(feature = "host"))]
#[crate::methods("biconnector.connector")]
pub mod connector {}

#[crate::methods("biconnector.source")]
pub mod source {}

#[crate::methods("biconnector.table")]
pub mod table {}

#[crate::methods("biconnector.dataset")]
pub mod dataset {}
