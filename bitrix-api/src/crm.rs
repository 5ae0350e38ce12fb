//! The CRM.

#[crate::methods("crm.deal")]
pub mod deal {}
