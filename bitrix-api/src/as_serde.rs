//! This library's types where serde is expected: `#[serde(with = "bitrix_api::as_serde")]` on a field, [`Serde`]
//! around a value.
//!
//! The generated types carry no serde implementations of their own, which would cost several times their own compile
//! time. They are written as they go to a portal, and read as leniently as they come from one.
//!
//! ```
//! use bitrix_api::biconnector::connector::{Setting, SettingType};
//!
//! #[derive(serde::Serialize, serde::Deserialize)]
//! struct Template {
//!     #[serde(with = "bitrix_api::as_serde")]
//!     settings: Vec<Setting>,
//! }
//!
//! let json = r#"{"settings":[{"code":"login","name":"Login","type":"STRING"}]}"#;
//! let template: Template = serde_json::from_str(json)?;
//! assert_eq!(template.settings[0].r#type, SettingType::String);
//! assert_eq!(serde_json::to_string(&template)?, json);
//! # Ok::<(), serde_json::Error>(())
//! ```

use serde::de::{Deserialize, Deserializer, Error as _};
use serde::ser::{Error as _, Serialize, Serializer};

use crate::codec::{Decode, Encode, decode_into, json_of};

/// Writes a value as it goes to a portal. An identifier that a [batch](crate::batch) is still to give is an error.
pub fn serialize<T: Encode, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    if value.is_absent() {
        return serializer.serialize_none();
    }
    let json = json_of(value);
    if json.refers() {
        return Err(S::Error::custom(
            "it refers to the result of another command, which only its batch knows",
        ));
    }
    let value: serde_json::Value = serde_json::from_slice(&json.into_text()).map_err(S::Error::custom)?;
    value.serialize(serializer)
}

/// Reads a value as it comes from a portal.
pub fn deserialize<'de, T: Decode, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let mut slot = None;
    decode_into(deserializer, &mut slot).map_err(D::Error::custom)?;
    slot.ok_or_else(|| D::Error::custom("there is no value"))
}

/// A value of this library for serde.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Serde<T>(pub T);

impl<T: Encode> Serialize for Serde<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize(&self.0, serializer)
    }
}

impl<'de, T: Decode> Deserialize<'de> for Serde<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserialize(deserializer).map(Self)
    }
}
