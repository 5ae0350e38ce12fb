//! How values travel: [`Encode`] writes requests, [`Decode`] reads answers.
//!
//! Both are small and object-safe where it counts, so that the code of a method family is a few tables, and the work
//! is done by one driver in this crate instead of being compiled anew for each of a thousand types. Writing is
//! strict: what is encoded is what the server takes. Reading is lenient, since portals send numbers as texts,
//! booleans as `Y`, empty objects as `[]` and missing dates as `{}`.

mod decode;
mod driver;
mod encode;
mod scalars;

pub(crate) use decode::Watch;
pub use decode::{Decode, Fault, Items, Members, Slot};
pub(crate) use driver::{decode_into, decode_json};
pub use encode::{Encode, Encoder, Object};
