//! The JSON that a call sends, in the order in which it goes out.

use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, Serializer};
use serde_json::Value;

/// The members of an object in their order.
pub(super) type Members = Vec<(String, Sent)>;

/// A JSON value whose objects keep the order of their members, since some methods insist on it.
#[derive(Debug, Clone, PartialEq)]
pub enum Sent {
    /// A value that is taken as it is.
    Value(Value),
    /// Values in a row.
    List(Vec<Sent>),
    /// Values by their names.
    Object(Vec<(String, Sent)>),
}

impl From<Value> for Sent {
    fn from(value: Value) -> Self {
        Self::Value(value)
    }
}

impl Serialize for Sent {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Value(value) => value.serialize(serializer),
            Self::List(items) => items.serialize(serializer),
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

/// On one line, or with `#` on a line for each member.
impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text =
            if f.alternate() { serde_json::to_string_pretty(self) } else { serde_json::to_string(self) };
        f.write_str(&text.map_err(|_| fmt::Error)?)
    }
}
