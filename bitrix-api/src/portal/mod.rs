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

mod authorisation;
mod faults;
mod handle;
mod journal;
mod limits;
mod lock;
mod methods;
mod network;
mod simulation;
mod state;

pub use crate::limits::RateLimit;
pub use authorisation::grant::Grant;
pub use authorisation::refreshes::Refreshes;
pub use faults::fault::Fault;
pub use faults::fault_text::FaultSyntaxError;
pub use faults::moment::Moment;
pub use faults::planned_fault::PlannedFault;
pub use handle::Portal;
pub use handle::builder::PortalBuilder;
pub use handle::start_error::StartError;
pub use journal::outcome::{ErrorShape, Outcome};
pub use journal::recorded_call::{CalledBy, RecordedCall};
pub use limits::rate_limit::NotARateLimit;
pub use methods::biconnector::bi_builder::NoAnswer;
pub use methods::biconnector::unanswered::Unanswered;
pub use methods::system_code::SystemCode;
pub use network::origin::{NotAnOrigin, Origin};
pub use state::release::{NotARelease, Release};
pub use state::seed::SeedError;
