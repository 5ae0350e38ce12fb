//! Lists: which rows, in which order, and how to get through all of their pages.
//!
//! [`Client::list`](crate::Client::list) gives all items of a list as a stream, and
//! [`Client::list_by_id`](crate::Client::list_by_id) those of a long one fast. A [`Filter`] says which rows those are, an
//! [`Order`] how they are sorted; both are made of the [`Field`]s that an entity has as constants.
//!
//! ```
//! # #![allow(deprecated)]
//! use bitrix_api::crm::deal::{Deal, DealId, List};
//! use bitrix_api::portal::Portal;
//! use bitrix_api::{Client, Projection};
//!
//! #[derive(Projection)]
//! #[bitrix(entity = "crm.deal")]
//! struct Summary {
//!     id: DealId,
//!     title: String,
//! }
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let portal = Portal::builder().deals(1_000).start().await?;
//! let client = Client::webhook(&portal.webhook_url())?;
//!
//! let last = Deal::ID.at_least(DealId::new(901)?).and(Deal::STAGE_ID.one_of(["NEW", "WON"]));
//! let mut deals = client.list_by_id(List::new().filter(last).select::<Summary>());
//! while let Some(deal) = deals.next().await {
//!     let Summary { id, title } = deal?;
//!     println!("{id}: {title}");
//! }
//! assert_eq!(deals.progress().items, 100);
//! # Ok(())
//! # }
//! ```
//!
//! # How lists page
//!
//! | | asks for | ends with | knows the total |
//! | --- | --- | --- | --- |
//! | pages, such as those of `biconnector.*` | the page of a number | a page that is not full | no |
//! | rows, as most lists | the page at a row | an answer without `next` | yes |
//! | by id, where the spec says `by` | what comes after an id | a page that is not full | no |
//!
//! The first two are for screens and short lists: the server passes over all rows before a page, and counts those behind
//! it. Pages have 50 rows; see [the documentation](https://apidocs.bitrix24.com/settings/performance/huge-data.html).
//!
//! # What servers get wrong
//!
//! Some faults of servers cannot be met here, since types or [`check`](crate::Request::check) keep them out:
//!
//! * A field that the server does not filter by is passed over, and all rows come. It has no comparisons here.
//! * An empty list of values counts as no condition. It is refused.
//! * Two conditions on a field by one operator are one to the server. They go into groups, or are refused where there are
//!   none.
//! * `biconnector.*` refuses lists of texts with a message about a field called `0`. Only numbers have
//!   [`one_of`](Field::one_of) there.
//! * An `or` at the top of a filter for connectors joins a condition of the server's own, so that other applications'
//!   connectors may match. It goes into a group of its own.
//! * Groups in the lists of sources and tables are an error of the storage. There is no `or` for them.
//! * Dates that a list of sources or tables selects arrive as `{}`. A [`Projection`](derive@crate::Projection) with one of
//!   them does not compile.
//! * A bad direction is HTTP 400 in one family and `ASC` in another. There is none here.

mod compared;
mod condition;
mod cursor;
mod error;
mod field;
mod filter;
mod listing;
mod name;
mod operand;
pub mod operator;
mod order;
mod pages;
pub mod permission;
mod progress;
mod request;
mod row;
mod scalar;
mod walk;

pub use compared::{Held, IntoValue, Ordered, Textual};
pub use cursor::Cursor;
pub use error::{ListingError, Stuck};
pub use field::{AddedFields, Field};
pub use filter::Filter;
pub use listing::Listing;
pub use order::Order;
pub use pages::Pages;
pub use progress::Progress;
pub use request::{ListRequest, Paging, WalkRequest};
pub use row::{PageRequest, Row};
pub use scalar::Scalar;
#[doc(hidden)]
pub use walk::walk;

pub use crate::codec::{Digit, YesNo};
