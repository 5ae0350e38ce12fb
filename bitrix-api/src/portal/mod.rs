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
//! It has all methods of `biconnector.*`, those of `crm.deal.*` ([`PortalBuilder::deals`] has some there), `batch`, and
//! the few that every portal has, such as `server.time`.
//!
//! [`Portal::calls`] tells what the code under test has sent, [`Portal::ran`] how much of it was done, and
//! [`Portal::state`] what has come of it. [`Portal::table_data`] asks the endpoints of a connector as a report does.
//!
//! # Faults
//!
//! The portal fails as production does, when it is told to. [`Portal::plan`] has the next calls meet a [`Fault`],
//! [`Portal::moved_to`] sends them elsewhere, [`Portal::expire_tokens`] ends the tokens that [`Portal::grant`] tells how
//! to renew, [`Portal::rate_limit`] and [`Portal::operating_limit`] refuse what is too much. [`PortalBuilder`] has the
//! same for a portal that is to begin like that.
//!
//! Whatever takes time goes by tokio's clock, which tests can stop; dates in answers go by the wall clock.
//!
//! # Other processes
//!
//! They run the program `bitrix-portal` and seed it with `PUT /__portal/state`, whose body is the same JSON; `GET` gives
//! it back. `GET /__portal/calls` gives the calls, `DELETE` forgets them. `bitrix-portal --help` lists what else there is
//! below `/__portal/`: all that a [`Portal`] can do.

mod actions;
mod answer;
mod application;
mod authorisation;
mod basic;
mod batch;
mod bi_builder;
mod body;
mod bucket;
mod builder;
mod call;
mod checks;
mod column;
mod conditions;
mod connector;
mod control;
mod counts;
mod crm;
mod endpoint;
mod entity;
mod exchange;
mod family;
mod fault;
mod fault_text;
mod grant;
mod handle;
mod identity;
mod journal;
mod list;
mod lock;
mod methods;
mod moment;
mod multipart;
mod objects;
mod operating;
mod operating_rules;
mod origin;
mod outcome;
mod plan;
mod planned_fault;
mod rate_limit;
mod recorded_call;
mod redact;
mod refreshes;
mod refusal;
mod release;
mod reply;
mod request;
mod route;
mod rules;
mod seed;
mod served;
mod server;
mod simulation;
mod source;
mod stamp;
mod start_error;
mod state;
mod storage;
mod strike;
mod success;
mod system_code;
mod table;
mod unanswered;
mod values;
mod write;

pub use crate::limits::RateLimit;
pub use bi_builder::NoAnswer;
pub use builder::PortalBuilder;
pub use fault::Fault;
pub use fault_text::FaultSyntaxError;
pub use grant::Grant;
pub use handle::Portal;
pub use moment::Moment;
pub use origin::{NotAnOrigin, Origin};
pub use outcome::{ErrorShape, Outcome};
pub use planned_fault::PlannedFault;
pub use rate_limit::NotARateLimit;
pub use recorded_call::{CalledBy, RecordedCall};
pub use refreshes::Refreshes;
pub use release::{NotARelease, Release};
pub use seed::SeedError;
pub use start_error::StartError;
pub use system_code::SystemCode;
pub use unanswered::Unanswered;
