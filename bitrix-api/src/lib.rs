//! A typed client for the REST API of Bitrix24, in which a call that the server would refuse does not compile or is
//! refused before it is sent, and in which no failure passes for a success.
//!
//! The types are made from short descriptions of the API's methods, one file a family; the modules of the families,
//! such as [`biconnector::connector`], have a request, a result and an error type for each method.
//!
//! # A tour
//!
//! ```
//! use bitrix_api::biconnector::connector::{self, Connector, ConnectorId, UpdateError};
//! use bitrix_api::crm::deal::{self, Deal, DealId};
//! use bitrix_api::portal::Portal;
//! use bitrix_api::{CallError, Client, Projection};
//! use serde_json::json;
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // A portal to try things on; a real one is `https://example.bitrix24.com/rest/` with its access token.
//! let portal = Portal::builder().deals(120).start().await?;
//! portal.seed(&json!({ "connectors": [{ "id": 4, "title": "Sales" }] }))?;
//! let client = Client::oauth(&portal.client_endpoint(), portal.token())?;
//!
//! // A call. What its method refuses is an enum of its own.
//! let id = ConnectorId::new(4)?;
//! client.call(connector::Update::new(id).title("Sales, by month").sort(200)).await?;
//! assert_eq!(client.call(connector::Get::new(id)).await?.sort, 200);
//! match client.call(connector::Update::new(ConnectorId::new(5)?).sort(1)).await {
//!     Err(CallError::Refused { kind: UpdateError::ConnectorNotFound, .. }) => {}
//!     other => panic!("{other:?}"),
//! }
//!
//! // A call that would be refused is not sent.
//! let too_long = "x".repeat(513);
//! let error = client.call(connector::Update::new(id).title(too_long)).await.unwrap_err();
//! assert!(error.to_string().contains("fields.title: 513 characters, at most 512"), "{error}");
//!
//! // A list, as a stream of what a struct of your own wants of each item.
//! #[derive(Projection)]
//! #[bitrix(entity = "crm.deal")]
//! struct Summary {
//!     id: DealId,
//! }
//!
//! let mut deals = client.list_by_id(deal::List::new().filter(Deal::ID.above(DealId::new(20)?)).select::<Summary>());
//! let mut seen = 0;
//! while let Some(deal) = deals.next().await {
//!     assert!(deal?.id > DealId::new(20)?);
//!     seen += 1;
//! }
//! assert_eq!(seen, 100);
//!
//! // Many commands in one request, the second of which needs what the first will give.
//! let mut batch = client.batch();
//! let added = batch.add(deal::Add::new().title("A chair"))?;
//! let read = batch.add(deal::Get::new(added.id()))?;
//! let mut results = batch.send().await;
//! assert_eq!(results.take(read)?.id, results.take(added)?);
//!
//! // A method that has no types here.
//! let scopes = client.call_raw("scope", json!({})).read().await?;
//! assert!(scopes.is_array());
//! # Ok(())
//! # }
//! ```
//!
//! # Where to look
//!
//! * [`Client`] makes calls; [`ClientBuilder`] has its settings, and [`oauth`] the tokens of applications.
//! * The families: [`biconnector`], [`crm`], [`department`], [`basic`]; with [`methods`] your own.
//! * [`list`] and [`batch`]: many items, many commands. [`limits`]: what a portal lets its callers do.
//! * [`Projection`](derive@Projection) and [`Patch`](derive@Patch) for structs of your own; [`as_serde`] for serde.
//! * `portal`, a simulated one to test with, and `host`, the endpoints of a connector: each by the feature of its name.
//!
//! # Errors
//!
//! [`CallError`] tells failures apart by what a caller can do about them; the method's own errors are an enum of its
//! own. [`CallError::execution`] says whether a failed call has run all the same. `?` turns any of them into [`Error`].
//!
//! # Features
//!
//! * `rustls` (default) or `native-tls`: the TLS implementation.
//! * `file-store`: `oauth::FileStore`, which keeps the tokens of applications in files.
//! * `portal`: the simulated portal that the example above starts, in process and as the program `bitrix-portal`.
//! * `host`: a connector's endpoints as an axum router; `host-sql`: over tables of SQLite; `host-postgres`: of PostgreSQL
//!   too.

#![cfg_attr(docsrs, feature(doc_cfg))]

// The macros write paths that begin with the crate's name; so that they hold here too:
extern crate self as bitrix_api;

pub mod as_serde;
pub mod basic;
pub mod batch;
pub mod biconnector;
pub mod capabilities;
pub mod check;
pub mod client;
pub mod codec;
pub mod crm;
mod date;
mod datetime;
mod decimal;
pub mod department;
pub mod error;
#[doc(hidden)]
pub mod expansion;
mod fields;
#[cfg(any(feature = "portal", feature = "host"))]
#[cfg_attr(not(feature = "host"), allow(unreachable_pub, reason = "a host shows it"))]
mod filter_prefix;
#[cfg(feature = "host")]
pub mod host;
mod id;
pub mod limits;
pub mod list;
pub mod oauth;
#[cfg(any(feature = "portal", feature = "host"))]
#[cfg_attr(not(all(feature = "portal", feature = "host")), allow(dead_code, reason = "each needs a part"))]
mod php;
#[cfg(feature = "portal")]
pub mod portal;
pub mod projection;
pub mod request;
mod secret;

/// Makes a struct a part of an entity: what a list selects, or what is read of a get.
///
/// The struct's fields are some of the entity's, by the entity's Rust names or by `#[bitrix(rename = "…")]`, and have the
/// entity's types. What does not fit does not compile. A type of your own stands in with `#[bitrix(via = "…")]`, if it
/// is `From` the type that `via` names.
///
/// ```
/// use bitrix_api::Projection;
/// use bitrix_api::biconnector::connector::{ConnectorId, List};
///
/// struct Title(String);
///
/// impl From<String> for Title {
///     fn from(title: String) -> Self {
///         Self(title)
///     }
/// }
///
/// #[derive(Projection)]
/// #[bitrix(entity = "biconnector.connector")]
/// struct Summary {
///     id: ConnectorId,
///     #[bitrix(via = "String")]
///     title: Title,
///     #[bitrix(rename = "urlCheck")]
///     endpoint: String,
/// }
///
/// // Answers with a `Vec<Summary>`, and has only those three fields sent.
/// let request = List::new().page(1).select::<Summary>();
/// ```
///
/// For a family of your own, `#[bitrix(path = "specs/acme.toml", module = crate::acme)]`.
pub use bitrix_macros::Projection;
/// Fills a module with the types of a method family.
///
/// A shipped family goes by its name; one of your own comes from a file, whose path is relative to the file that the
/// attribute stands in. An edit of the file rebuilds.
///
/// ```
/// # #[cfg(any())] // there is no such file beside this one
/// #[bitrix_api::methods(path = "specs/acme.toml")]
/// pub mod acme {}
///
/// #[bitrix_api::methods("biconnector.connector")]
/// pub mod connector {}
///
/// let request = connector::Get::new(connector::ConnectorId::new(4)?);
/// # Ok::<(), bitrix_api::NotAnId>(())
/// ```
///
/// With `endpoints` behind the family's name, the module has the trait of whoever hosts its endpoints, too; it takes the
/// feature `host`.
///
/// `crate = ::some::path` (or `crate::…`) names the library where it is re-exported. With the environment variable `BITRIX_EXPAND` set to
/// a folder, each expansion is written there.
pub use bitrix_macros::methods;

/// Makes a struct the fields of an update, or with `method = "add"` of an add.
///
/// The struct turns `into()` the entity's patch, or the request that adds one. Its fields are checked as those of a
/// [`Projection`](derive@Projection) are; moreover read-only ones, for an update immutable ones, and for an add missing
/// required ones do not compile. A field may be an `Option`, and is left out where it is `None`; texts may be borrowed.
///
/// ```
/// use bitrix_api::Patch;
/// use bitrix_api::biconnector::connector::{ConnectorId, Update};
///
/// #[derive(Patch)]
/// #[bitrix(entity = "biconnector.connector")]
/// struct Rename<'a> {
///     title: &'a str,
///     description: Option<String>,
/// }
///
/// let rename = Rename { title: "Sales", description: None };
/// let request = Update::from_patch(ConnectorId::new(4)?, rename)?;
/// # Ok::<(), bitrix_api::Error>(())
/// ```
pub use bitrix_macros::Patch;

/// Makes a struct the settings of a connector: what the connector declares, what a source fills in, and what the calls of
/// the endpoints bring.
///
/// Each field is a setting. Its code is the field's name and its label the same in words, unless `code` and `name` say
/// otherwise; an integer is of the type `INT`, a text or a [`Secret`] is a `STRING`, and an `Option` may stay empty.
///
/// ```
/// use bitrix_api::{ConnectionSettings, Secret};
///
/// #[derive(ConnectionSettings)]
/// struct Login {
///     login: String,
///     #[bitrix(name = "Password")]
///     password: Secret,
///     #[bitrix(code = "db_port", name = "Port")]
///     port: Option<u16>,
/// }
///
/// let declared: Vec<_> = Login::settings().into_iter().map(|it| (it.code, it.name)).collect();
/// let expected = [("login", "Login"), ("password", "Password"), ("db_port", "Port")];
/// assert_eq!(declared, expected.map(|(code, name)| (code.to_owned(), name.to_owned())));
///
/// let anna = Login { login: "anna".to_owned(), password: Secret::from("hunter2"), port: None };
/// assert_eq!(anna.values().keys().collect::<Vec<_>>(), ["login", "password"]);
/// ```
#[cfg(feature = "host")]
pub use bitrix_macros::ConnectionSettings;

#[cfg(feature = "host")]
#[doc(no_inline)]
pub use host::ConnectionSettings;

/// Dates, times and time zones, as [`Date`] and [`DateTime`] give and take them.
pub use jiff;

pub use client::{BuildError, Client, ClientBuilder};
pub use date::{Date, NotADate};
pub use datetime::{DateTime, NotADateTime};
pub use decimal::{Decimal, NotADecimal};
pub use error::{CallError, Error};
pub use id::{Entity, Id, NotAnId};
pub use request::Request;
pub use secret::Secret;
