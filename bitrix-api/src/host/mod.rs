//! The other half of a connector: answers at the four addresses with which it is registered.
//!
//! A [`Host`](crate::biconnector::connector::Host) has a function for each. [`connector::endpoints`] makes an
//! [`axum`] router of it, which reads the portal's calls and holds the answers to the portal's rules. With the feature
//! `host-sql`, the module `sql` has a host that shows tables of a database.
//!
//! [`connector::endpoints`]: crate::biconnector::connector::endpoints
//!
//! ```
//! use bitrix_api::biconnector::connector::{self, ColumnType, DataQuery, ExternalColumn, ExternalTable};
//! use bitrix_api::host::{Cell, HostError, Rows};
//! use bitrix_api::{ConnectionSettings, Secret};
//!
//! /// What each source fills in. The connector declares it with `Login::settings()`.
//! #[derive(ConnectionSettings)]
//! struct Login {
//!     user: String,
//!     password: Secret,
//! }
//!
//! struct Rates {
//!     login: Login,
//! }
//!
//! impl connector::Host for Rates {
//!     type Connection = Login;
//!
//!     async fn check(&self, login: &Login) -> Result<(), HostError> {
//!         if login.matches(&self.login) { Ok(()) } else { Err(HostError::Forbidden) }
//!     }
//!
//!     async fn tables(&self, login: &Login, _search: String) -> Result<Vec<ExternalTable>, HostError> {
//!         self.check(login).await?;
//!         Ok(vec![ExternalTable { code: "rates".to_owned(), title: "Exchange rates".to_owned(), id: None }])
//!     }
//!
//!     async fn describe(&self, login: &Login, table: String) -> Result<Vec<ExternalColumn>, HostError> {
//!         self.check(login).await?;
//!         if table != "rates" {
//!             return Err(HostError::UnknownTable);
//!         }
//!         let column = |code: &str, r#type| ExternalColumn { code: code.to_owned(), name: code.to_owned(), r#type };
//!         Ok(vec![column("currency", ColumnType::String), column("rate", ColumnType::Double)])
//!     }
//!
//!     async fn data(&self, login: &Login, query: DataQuery) -> Result<Rows, HostError> {
//!         self.describe(login, query.table).await?;
//!         // The codes of the columns that are wanted, in the order that is wanted.
//!         let codes = query.select.unwrap_or_else(|| vec!["currency".to_owned(), "rate".to_owned()]);
//!         let cell = |code: &String| match code.as_str() {
//!             "currency" => Ok(Cell::from("USD")),
//!             "rate" => Ok(Cell::from(1.08)),
//!             _ => Err(HostError::bad(format!("there is no column {code:?}"))),
//!         };
//!         let row = codes.iter().map(cell).collect::<Result<Vec<_>, _>>()?;
//!         Ok(Rows::of(&codes, [row]))
//!     }
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let login = Login { user: "reports".to_owned(), password: Secret::from("correct horse") };
//! let router = connector::endpoints(Rates { login }).into_router();
//! let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
//! let base = format!("http://{}", listener.local_addr()?);
//! tokio::spawn(async move { bitrix_api::host::axum::serve(listener, router).await });
//!
//! let form = "table=rates&select[]=RATE&mapFields[rate]=RATE&connection[user]=reports&connection[password]=correct+horse";
//! let call = reqwest::Client::new().post(format!("{base}/urlData"));
//! let call = call.header("Content-Type", "application/x-www-form-urlencoded").body(form);
//! assert_eq!(call.send().await?.text().await?, r#"[["rate"],[1.08]]"#);
//! # Ok(())
//! # }
//! ```
//!
//! # What a call is held to
//!
//! Its body is a form with PHP's brackets, of at most 1 MiB and 64 levels. What PHP would mend in
//! silence, a name that stands twice for one, is refused, since no portal writes it; so are texts that are not UTF-8.
//! Parameters that the description does not have are passed over. `select` and `filter` name columns as BI Builder does;
//! hosts get the codes that `mapFields` has for them, and names that it has not as they are.
//!
//! # What an answer is held to
//!
//! Codes, names and titles are not empty, types are those that portals know, a description has a column; the first row
//! has the codes of the columns that were selected, and each row a cell for each. All but rows is checked before anything
//! is sent, and the first 64 KiB of rows. What is wrong is HTTP 500, and the log (an error of [`tracing`]) says what; in
//! rows that are being sent the connection is closed in the middle.
//!
//! | HTTP | where |
//! | --- | --- |
//! | 200 | an answer |
//! | 400 | the call is malformed, or [`HostError::Bad`] |
//! | 403 | [`HostError::Forbidden`] |
//! | 404 | [`HostError::UnknownTable`], or no such endpoint |
//! | 405, 413, 415 | no `POST`, too large, no form |
//! | 500 | [`HostError::Failed`], or an answer that breaks a rule |
//! | 503 | [`HostError::Busy`] |
//! | 504 | no answer in [time](Endpoints::timeout) |
//!
//! Whoever hangs up ends the call: the host's future, or its stream of rows, is dropped.
//!
//! # Secrets
//!
//! Settings are read into types of one's own, where [`Secret`](crate::Secret) keeps them from being printed. No value of
//! a call goes to the log. [`ConnectionSettings::matches`] compares in constant time.
//!
//! [`tracing`]: https://docs.rs/tracing

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

pub use crate::filter_prefix::{Comparison, Operator};
