//! Values by text keys, and any value whatever.

use std::collections::BTreeMap;

use super::{Decode, Encode, Encoder, Fault, Items, Members};
use crate::check::Violations;

impl<T: Encode> Encode for BTreeMap<String, T> {
    fn encode(&self, out: &mut Encoder) {
        out.map(self.iter().map(|(name, value)| (name.as_str(), value as &dyn Encode)));
    }

    fn violations(&self, found: &mut Violations) {
        for (name, value) in self {
            found.entry(name, value);
        }
    }
}

/// An object. PHP writes an empty one as a list.
impl<T: Decode> Decode for BTreeMap<String, T> {
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        if items.is_empty() {
            return Ok(Self::new());
        }
        Err(Fault::unexpected(Self::EXPECTED, "a list"))
    }

    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        let mut map = Self::new();
        while let Some(name) = members.next_name() {
            let mut value = None;
            members.read_named(&name, &mut value);
            map.extend(value.map(|value| (name, value)));
        }
        Ok(map)
    }
}

impl Encode for serde_json::Value {
    fn encode(&self, out: &mut Encoder) {
        out.value(self);
    }
}
