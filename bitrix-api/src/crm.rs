//! The CRM.
//!
//! ```no_run
//! # #![allow(deprecated)]
//! use bitrix_api::Client;
//! use bitrix_api::crm::deal::{Add, Get, Update};
//!
//! # async fn example(client: Client) -> Result<(), bitrix_api::Error> {
//! let id = client.call(Add::new().title("Sales").opportunity(100)).await?;
//! client.call(Update::new(id).stage_id("WON")).await?;
//! let deal = client.call(Get::new(id)).await?;
//! # Ok(())
//! # }
//! ```

#[crate::methods("crm.deal")]
pub mod deal {}
