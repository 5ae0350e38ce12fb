//! A filter ready to be asked: which rows pass.

use bitrix_spec::model::Field;

use super::cell::Cell;
use super::operator::Operator;
use crate::portal::state::Row;

/// Conditions that must hold all, or one of them. A group without any holds for every row.
#[derive(Debug, Default)]
pub(super) struct Group<'a> {
    pub(super) any: bool,
    pub(super) conditions: Vec<Condition<'a>>,
}

/// One condition of a group.
#[derive(Debug)]
pub(super) enum Condition<'a> {
    Group(Group<'a>),
    Compare(&'a Field, Operator, Vec<Cell>),
}

impl Group<'_> {
    /// Whether a row passes.
    pub(super) fn holds(&self, row: &Row) -> bool {
        let mut conditions = self.conditions.iter();
        if self.any && !self.conditions.is_empty() {
            conditions.any(|condition| condition.holds(row))
        } else {
            conditions.all(|condition| condition.holds(row))
        }
    }
}

impl Condition<'_> {
    fn holds(&self, row: &Row) -> bool {
        match self {
            Self::Group(group) => group.holds(row),
            Self::Compare(field, operator, operands) => {
                operator.holds(&Cell::stored(row.get(&field.name)), operands)
            }
        }
    }
}
