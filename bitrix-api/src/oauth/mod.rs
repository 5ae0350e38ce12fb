//! Tokens of an application: where they come from, where they are kept, and how they are renewed.
//!
//! An application gets its first [`Tokens`] when it is installed: in the body of the `OnAppInstall` event or of a
//! placement's request, or for an authorisation code. It saves them in a [`TokenStore`], and builds clients upon that:
//!
//! ```no_run
//! use bitrix_api::Client;
//! use bitrix_api::oauth::{Application, FileStore, TokenStore as _};
//!
//! # async fn example(client_secret: String, code: String) -> Result<(), bitrix_api::Error> {
//! let application = Application::new("local.6512", client_secret);
//! let store = FileStore::new("tokens");
//!
//! let tokens = application.authorize(&code).await?;
//! store.save(&tokens).await?;
//!
//! let client = Client::builder().application(&application, store, &tokens.member_id).await?;
//! # Ok(())
//! # }
//! ```
//!
//! An access token lives for an hour. When a portal says that it has expired, the client renews it: once for all calls
//! that meet this, and once for all clients and processes that share the store. The new tokens are saved before they are
//! used, since the old refresh token is spent by then. Calls that were refused for it are repeated. What the
//! authorisation server says against it, each of them gets as [`CallError::Auth`](crate::CallError::Auth).

mod application;
mod error;
#[cfg(feature = "file-store")]
mod file;
mod install;
mod memory;
mod store;
mod tokens;

pub use application::Application;
pub use error::{AuthError, GrantError};
#[cfg(feature = "file-store")]
pub use file::FileStore;
pub use install::IncompleteForm;
pub use memory::MemoryStore;
pub use store::{StoreError, StoreLock, Stored, TokenStore};
pub use tokens::Tokens;
