//! How often methods were called, and how often they ran.

use std::collections::BTreeMap;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// How many methods are counted. There are fewer; what else comes is somebody's mistake, and not worth the room.
const MOST_METHODS: usize = 5000;

/// Counts by method.
#[derive(Debug, Clone, Default)]
pub(in crate::portal) struct Counts(BTreeMap<String, Count>);

/// What is counted of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::portal) struct Count {
    /// How many calls arrived.
    pub(in crate::portal) received: u64,
    /// How many of them did what they were for.
    pub(in crate::portal) ran: u64,
}

impl Counts {
    pub(super) fn of(&self, method: &str) -> Count {
        self.0.get(method).copied().unwrap_or_default()
    }

    pub(super) fn count(&mut self, method: &str, count: impl FnOnce(&mut Count)) {
        if self.0.len() < MOST_METHODS || self.0.contains_key(method) {
            count(self.0.entry(method.to_owned()).or_default());
        }
    }
}

impl Serialize for Counts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(&self.0)
    }
}

impl Serialize for Count {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("received", &self.received)?;
        map.serialize_entry("ran", &self.ran)?;
        map.end()
    }
}
