//! `order`: by which fields a list of deals is sorted.

use std::cmp::Ordering;

use bitrix_spec::model::Field;

use super::Crm;
use super::deal::Deal;
use super::value;
use crate::php::Array;
use crate::portal::methods::list::{Cell, Direction};

/// The fields to sort by, the most important first. Deals that are equal in all of them stay in the order of their
/// identifiers.
#[derive(Debug)]
pub(super) struct Order<'a>(Vec<(String, &'a Field, Direction)>);

impl<'a> Order<'a> {
    /// Reads the part of a call. What is no field is passed over, and what is no direction is `ASC`.
    pub(super) fn read(crm: &'a Crm, part: Option<&Array>) -> Self {
        let keys = part.into_iter().flat_map(Array::iter).filter_map(|(name, direction)| {
            let name = name.to_string();
            let field = crm.field(&name).filter(|field| field.orderable)?;
            let is_descending = direction.to_text().eq_ignore_ascii_case("DESC");
            let direction = if is_descending { Direction::Descending } else { Direction::Ascending };
            Some((name, field, direction))
        });
        Self(keys.collect())
    }

    /// The direction, where nothing but the identifier matters.
    pub(super) fn by_id(&self) -> Option<Direction> {
        match self.0.first() {
            None => Some(Direction::Ascending),
            Some((_, field, direction)) => field.is_id().then_some(*direction),
        }
    }

    /// What a deal is sorted by.
    pub(super) fn key(&self, id: i64, deal: &Deal) -> Vec<Cell> {
        self.0.iter().map(|(name, field, _)| value::cell(field, &deal.get(id, name))).collect()
    }

    /// Which of two keys comes first.
    pub(super) fn compare(&self, left: &[Cell], right: &[Cell]) -> Ordering {
        let keys = self.0.iter().zip(left.iter().zip(right));
        let compared = keys.map(|((.., direction), (left, right))| direction.of(left.cmp(right)));
        compared.fold(Ordering::Equal, Ordering::then)
    }
}
