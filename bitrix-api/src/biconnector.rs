//! BI Builder: external sources of data for its reports.

#[crate::methods("biconnector.connector")]
pub mod connector {}
