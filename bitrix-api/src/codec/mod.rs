//! How values travel: [`Encode`] writes requests, [`Decode`] reads answers.
//!
//! Both are small and object-safe where it counts, so that the code of a method family is a few tables, and the work
//! is done by one driver in this crate instead of being compiled anew for each of a thousand types. Writing is
//! strict: what is encoded is what the server takes. Reading is lenient, since portals send numbers as texts,
//! booleans as `Y`, empty objects as `[]` and missing dates as `{}`.

mod decode;
mod driver;
mod encode;
mod fault;
mod field;
mod flag;
mod json;
mod loose;
mod map;
mod members;
mod noted;
mod object_slot;
mod path;
mod query;
mod scalars;
mod tap;

pub(crate) use decode::Place;
pub use decode::{Decode, Slot};
pub(crate) use driver::{decode_into, decode_json};
pub use encode::{Encode, Encoder};
pub use fault::Fault;
pub(crate) use field::first_name;
pub use flag::{Digit, Flag, YesNo};
pub(crate) use loose::Loose;
pub(crate) use members::Watch;
pub use members::{Items, Members};
pub(crate) use object_slot::{ObjectSlot, ReadMembers};
pub(crate) use path::Segment;
pub(crate) use query::Template;

/// Writes a value as the JSON text that goes to a portal. An identifier that a [batch](crate::batch) is still to give is
/// `null` in it.
///
/// ```
/// use bitrix_api::biconnector::connector::{ConnectorId, Update};
///
/// let update = Update::new(ConnectorId::new(4)?).sort(200);
/// assert_eq!(bitrix_api::codec::to_json(&update), br#"{"id":4,"fields":{"sort":200}}"#);
/// # Ok::<(), bitrix_api::NotAnId>(())
/// ```
#[must_use]
pub fn to_json(value: &(impl Encode + ?Sized)) -> Vec<u8> {
    json_of(value).into_text()
}

pub(crate) fn json_of(value: &(impl Encode + ?Sized)) -> json::Json {
    let mut encoder = Encoder::json();
    value.encode(&mut encoder);
    encoder.into_json()
}

/// Reads a value from JSON text as leniently as from a portal's answer.
///
/// ```
/// use bitrix_api::biconnector::connector::Setting;
///
/// let setting: Setting = bitrix_api::codec::from_json(br#"{"code":"login","name":"Login","type":"STRING"}"#)?;
/// assert_eq!(setting.code, "login");
/// # Ok::<(), bitrix_api::codec::Fault>(())
/// ```
pub fn from_json<T: Decode>(json: &[u8]) -> Result<T, Fault> {
    let mut slot = None;
    decode_json(json, &mut slot)?;
    slot.ok_or_else(|| Fault::absent(T::EXPECTED, "nothing"))
}
