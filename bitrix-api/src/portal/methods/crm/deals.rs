//! All deals.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use super::deal::Deal;
use crate::php::{Array, Key, Value};

/// Deals by their identifiers, so that those above one are found without a look at those below.
#[derive(Debug, Clone, Default)]
pub(in crate::portal) struct Deals {
    deals: BTreeMap<i64, Deal>,
    last_id: i64,
}

impl Deals {
    /// So many deals, with the identifiers from 1.
    pub(in crate::portal) fn seeded(count: u32) -> Self {
        let deals = (1..=i64::from(count)).map(|id| (id, Deal::default())).collect();
        Self { deals, last_id: count.into() }
    }

    /// The deals in the form in which they can be seeded again; none if there are none.
    pub(in crate::portal) fn describe(&self) -> Option<Value> {
        let is_written = self.deals.values().any(|deal| deal.written().next().is_some());
        let count = i64::try_from(self.deals.len()).unwrap_or(i64::MAX);
        // None is missing then, and nothing is known of any but its identifier.
        if count == self.last_id && !is_written && count > 0 {
            return Some(Value::Int(count));
        }
        let describe = |(id, deal): (&i64, &Deal)| {
            let id = (Key::from("ID"), Value::Int(*id));
            let written = deal.written().map(|(name, value)| (Key::from(name), value.clone()));
            Value::from(std::iter::once(id).chain(written).collect::<Array>())
        };
        let deals = || self.deals.iter().map(describe).collect::<Array>().into();
        (!self.deals.is_empty()).then(deals)
    }

    /// Stores a deal under a new identifier: larger than any before, those of removed deals included.
    pub(super) fn add(&mut self, deal: Deal) -> i64 {
        let id = self.last_id + 1;
        self.insert(id, deal);
        id
    }

    /// Stores a deal, and says whether its identifier was free.
    pub(super) fn insert(&mut self, id: i64, deal: Deal) -> bool {
        self.last_id = self.last_id.max(id);
        self.deals.insert(id, deal).is_none()
    }

    pub(super) fn get(&self, id: i64) -> Option<&Deal> {
        self.deals.get(&id)
    }

    pub(super) fn get_mut(&mut self, id: i64) -> Option<&mut Deal> {
        self.deals.get_mut(&id)
    }

    pub(super) fn remove(&mut self, id: i64) -> Option<Deal> {
        self.deals.remove(&id)
    }

    /// The deals with these identifiers, lowest first.
    pub(super) fn range(&self, ids: &RangeInclusive<i64>) -> impl DoubleEndedIterator<Item = (i64, &Deal)> {
        // A range that ends before it begins is a mistake to the map.
        let ids = if ids.is_empty() { 0..=0 } else { ids.clone() };
        self.deals.range(ids).map(|(id, deal)| (*id, deal))
    }
}
