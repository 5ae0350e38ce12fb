//! `order`: by which fields the rows of a list are sorted.

use std::cmp::Ordering;

use bitrix_spec::model::{Field, ListPart, ListRule, Rule};

use super::cell::Cell;
use crate::portal::methods::biconnector::call::Call;
use crate::portal::methods::refusal::Refusal;
use crate::portal::state::Row;

/// The fields to sort by, the most important first. Rows that are equal in all of them stay in the order of their ids.
#[derive(Debug)]
pub(super) struct Order<'a> {
    keys: Vec<(&'a Field, Direction)>,
}

/// Which end of a list comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::portal) enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    /// Turns what is in ascending order round, if this is the other one.
    pub(in crate::portal) fn of(self, ascending: Ordering) -> Ordering {
        match self {
            Self::Ascending => ascending,
            Self::Descending => ascending.reverse(),
        }
    }
}

impl<'a> Order<'a> {
    /// All names are looked at before any direction: the REST check knows the names, the storage the directions.
    pub(super) fn read(call: &'a Call<'_>) -> Result<Self, Refusal> {
        let mut named = Vec::new();
        for (name, direction) in
            super::part(call, ListPart::Order)?.into_iter().flat_map(|order| order.iter())
        {
            let name = name.to_string();
            match call.entity.field(call.release, &name) {
                Some(field) if field.orderable => named.push((field, direction.to_text().to_uppercase())),
                // Dropped before anyone reads its direction.
                Some(_) => {}
                None => super::unknown(call, ListPart::Order, &name)?,
            }
        }
        let mut keys = Vec::with_capacity(named.len());
        for (field, word) in named {
            match word.as_str() {
                "ASC" => keys.push((field, Direction::Ascending)),
                "DESC" => keys.push((field, Direction::Descending)),
                _ => call.breach(&Rule::List(ListPart::Order, ListRule::Direction), &[("VALUE", &word)])?,
            }
        }
        Ok(Self { keys })
    }

    /// Which of two rows comes first.
    pub(super) fn compare(&self, left: &Row, right: &Row) -> Ordering {
        let compare = |(field, direction): &(&Field, Direction)| {
            direction.of(Cell::stored(left.get(&field.name)).cmp(&Cell::stored(right.get(&field.name))))
        };
        self.keys.iter().map(compare).find(|ordering| ordering.is_ne()).unwrap_or(Ordering::Equal)
    }
}
