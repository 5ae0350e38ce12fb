//! A simulated Bitrix24 portal: real HTTP on the loopback address, entities that stay, and the server's own checks in
//! the server's order, so that code can be tested without an account.
//!
//! What the portal accepts and how it refuses comes from the spec files from which the typed methods come too.
//!
//! ```
//! # #[tokio::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! use bitrix_api::portal::Portal;
//!
//! let portal = Portal::start().await?;
//! portal.seed(&serde_json::json!({
//!     "connectors": [{ "id": 4, "title": "Mine" }, { "id": 5, "owner": "other" }],
//! }))?;
//! println!("{} with the token {}", portal.client_endpoint(), portal.token());
//! portal.shutdown().await;
//! # Ok(())
//! # }
//! ```
//!
//! [`Portal::calls`] tells what the code under test has sent.
//!
//! Other processes run the program `bitrix-portal` and seed it with `PUT /__portal/state`, whose body is the same JSON;
//! `GET` gives it back. `GET /__portal/calls` gives the calls, `DELETE` forgets them.

mod actions;
mod answer;
mod application;
mod call;
mod checks;
mod column;
mod connector;
mod control;
mod endpoint;
mod entity;
mod form;
mod handle;
mod journal;
mod list;
mod objects;
mod outcome;
mod php;
mod recorded_call;
mod redact;
mod refusal;
mod release;
mod reply;
mod request;
mod route;
mod rules;
mod seed;
mod server;
mod simulation;
mod source;
mod stamp;
mod state;
mod storage;
mod system;
mod table;
mod values;

pub use handle::{Portal, PortalBuilder, StartError};
pub use outcome::{ErrorShape, Outcome};
pub use recorded_call::{CalledBy, RecordedCall};
pub use release::Release;
pub use seed::SeedError;
