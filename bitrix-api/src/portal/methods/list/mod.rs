//! List calls: which fields of which entities, in which order, and which page of them.

mod cell;
mod condition;
mod filter;
mod operator;
mod order;
mod select;

use bitrix_spec::model::{ListPart, ListRule, Rule};

use super::biconnector::call::Call;
use super::refusal::Refusal;
use crate::php::{Array, Value};
use crate::portal::state::{Row, State};
pub(in crate::portal) use cell::Cell;
use condition::Group;
pub(in crate::portal) use operator::Operator;
pub(in crate::portal) use order::Direction;
use order::Order;
use select::Selected;

/// A list call whose parts have passed the checks.
#[derive(Debug)]
pub(super) struct Query<'a> {
    select: Vec<Selected<'a>>,
    filter: Group<'a>,
    order: Order<'a>,
    skip: usize,
    size: usize,
}

impl<'a> Query<'a> {
    /// Checks the parts as the server does: the names in select, filter and order, then the directions, and last what
    /// the storage makes of the filter.
    pub(super) fn read(call: &'a Call<'_>) -> Result<Self, Refusal> {
        let select = select::read(call)?;
        let filter = filter::check(call)?;
        let order = Order::read(call)?;
        let filter = filter::compile(call, filter)?;
        let (skip, size) = page(call);
        Ok(Self { select, filter, order, skip, size })
    }

    /// The rows of the page.
    pub(super) fn run(&self, call: &Call<'_>, state: &State) -> Array {
        let rows = state.rows(call.entity.storage.state_key());
        let own = rows.filter(|row| call.entity.shows(row, call.application));
        let mut rows: Vec<_> = own.filter(|row| self.filter.holds(row)).collect();
        rows.sort_by(|left, right| self.order.compare(left, right));
        rows.into_iter().skip(self.skip).take(self.size).map(|row| self.project(call, row)).collect()
    }

    fn project(&self, call: &Call<'_>, row: &Row) -> Value {
        let members = self.select.iter().map(|selected| match selected {
            Selected::Field(field) => call.entity.storage.show(call, field, row.get(&field.name).clone()),
            Selected::Opaque(field) => (field.name.as_str(), Value::Opaque),
        });
        members.collect::<Array>().into()
    }
}

/// How many rows to pass over, and how many to give. Whatever is no page beyond the first means the first.
fn page(call: &Call<'_>) -> (usize, usize) {
    let Some(list) = &call.method.list else { return (0, usize::MAX) };
    let size = list.size as usize;
    let page = call.params.get(&list.param).filter(|page| page.is_numeric()).map_or(1, Value::to_int);
    let pages_before = usize::try_from(page.saturating_sub(1)).unwrap_or(0);
    (pages_before.saturating_mul(size), size)
}

/// The array under a part's parameter: none if it is left out or null; where it is something else, `breach` says what
/// becomes of the call.
pub(super) fn part_of(
    params: &Array,
    part: ListPart,
    breach: impl FnOnce(&Rule) -> Result<(), Refusal>,
) -> Result<Option<&Array>, Refusal> {
    let name = match part {
        ListPart::Select => "select",
        ListPart::Filter => "filter",
        ListPart::Order => "order",
    };
    match params.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::Array(array)) => Ok(Some(array)),
        Some(_) => breach(&Rule::List(part, ListRule::Type)).map(|()| None),
    }
}

fn part<'a>(call: &Call<'a>, part: ListPart) -> Result<Option<&'a Array>, Refusal> {
    part_of(call.params, part, |rule| call.breach(rule, &[]))
}

/// Refuses a name that a part may not have.
fn unknown(call: &Call<'_>, part: ListPart, name: &str) -> Result<(), Refusal> {
    call.breach(&Rule::List(part, ListRule::Unknown), &[("TITLE", name)])
}
