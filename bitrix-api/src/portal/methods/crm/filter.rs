//! `filter`: which deals a list has.

use std::ops::RangeInclusive;

use bitrix_spec::model::Field;

use super::Crm;
use super::deal::Deal;
use super::value;
use crate::php::{Array, Value};
use crate::portal::methods::list::{Cell, Operator};

/// Conditions that must hold all.
#[derive(Debug)]
pub(super) struct Filter<'a>(Vec<Condition<'a>>);

#[derive(Debug)]
struct Condition<'a> {
    name: String,
    field: &'a Field,
    operator: Operator,
    operands: Vec<Cell>,
}

impl<'a> Filter<'a> {
    /// Reads the part of a call. What is no field is passed over, as is a list without values.
    pub(super) fn read(crm: &'a Crm, part: Option<&Array>) -> Self {
        let conditions = part.into_iter().flat_map(Array::iter);
        let conditions = conditions.filter_map(|(key, value)| Condition::read(crm, &key.to_string(), value));
        Self(conditions.collect())
    }

    /// The identifiers among which are those of all deals that pass.
    pub(super) fn ids(&self) -> RangeInclusive<i64> {
        let of_ids = self.0.iter().filter(|condition| condition.field.is_id());
        of_ids.fold(1..=i64::MAX, |ids, condition| {
            let others = condition.operator.range(&condition.operands);
            *ids.start().max(others.start())..=*ids.end().min(others.end())
        })
    }

    /// Whether a deal passes.
    pub(super) fn holds(&self, id: i64, deal: &Deal) -> bool {
        self.0.iter().all(|condition| condition.holds(id, deal))
    }
}

impl<'a> Condition<'a> {
    fn read(crm: &'a Crm, key: &str, value: &Value) -> Option<Self> {
        let (operator, name) = Operator::split(key);
        let field = crm.field(name).filter(|field| field.filterable)?;
        let operands = operator.operands(value, |value| value::operand(field, value));
        (!operands.is_empty()).then(|| Self { name: name.to_owned(), field, operator, operands })
    }

    fn holds(&self, id: i64, deal: &Deal) -> bool {
        let kept = deal.get(id, &self.name);
        let column = match self.operator.is_textual() {
            true => Cell::stored(&value::show(self.field, &kept)),
            false => value::cell(self.field, &kept),
        };
        self.operator.holds(&column, &self.operands)
    }
}
