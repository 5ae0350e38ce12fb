//! Who calls, what the caller may do, and what time it is at the portal.
//!
//! ```no_run
//! use bitrix_api::Client;
//! use bitrix_api::basic::{Scope, UserCurrent};
//!
//! # async fn example(client: Client) -> Result<(), bitrix_api::Error> {
//! let user = client.call(UserCurrent::new()).await?;
//! let scopes = client.call(Scope::new()).await?;
//! println!("user {} may use {}", user.id, scopes.join(", "));
//! # Ok(())
//! # }
//! ```

#[crate::methods("basic")]
mod methods {}

pub use methods::*;
