//! `crm.deal.list`: a page of deals, and how many there are on all.

use bitrix_spec::model::ListPart;

use super::Crm;
use super::call::Call;
use super::deal::Deal;
use super::deals::Deals;
use super::filter::Filter;
use super::order::Order;
use super::select::Select;
use crate::php::{Array, Value};
use crate::portal::methods::list::{Direction, part_of};
use crate::portal::methods::refusal::Refusal;
use crate::portal::methods::success::Success;

/// A list call that has passed the checks.
#[derive(Debug)]
pub(super) struct Query<'a> {
    select: Select<'a>,
    filter: Filter<'a>,
    order: Order<'a>,
    /// How many deals to pass over; none if nobody counts them.
    skip: Option<usize>,
    size: usize,
}

type Item<'d> = (i64, &'d Deal);

impl<'a> Query<'a> {
    pub(super) fn read(call: &Call<'a>) -> Result<Self, Refusal> {
        let order = Order::read(call.crm, part(call, ListPart::Order)?);
        let filter = Filter::read(call.crm, part(call, ListPart::Filter)?);
        let size = call.method.list.as_ref().map_or(usize::MAX, |list| list.size.max(1) as usize);
        let start = call.params.get("start").map_or(0, Value::to_int);
        // The server counts in pages: the one in which `start` lies.
        let skip = usize::try_from(start).ok().map(|start| start / size * size);
        Ok(Self { select: Select::read(call), filter, order, skip, size })
    }

    /// The page. What is not counted ends with it, however many there are.
    pub(super) fn run(&self, crm: &Crm, deals: &Deals) -> Success {
        let ids = self.filter.ids();
        let found = deals.range(&ids).filter(|(id, deal)| self.filter.holds(*id, deal));
        let (page, total) = match self.order.by_id() {
            Some(Direction::Ascending) => self.page(found),
            Some(Direction::Descending) => self.page(found.rev()),
            None => self.page(self.sorted(found)),
        };
        let result: Array = page.iter().map(|(id, deal)| self.select.show(crm, *id, deal)).collect();
        let end = self.skip.map(|skip| skip.saturating_add(self.size)).filter(|end| *end < total);
        Success { result: result.into(), next: end.map(number), total: Some(number(total)) }
    }

    /// The deals of the page, and how many there are on all pages: 0 if they are not counted.
    fn page<'d>(&self, mut found: impl Iterator<Item = Item<'d>>) -> (Vec<Item<'d>>, usize) {
        let Some(skip) = self.skip else { return (found.take(self.size).collect(), 0) };
        let passed = found.by_ref().take(skip).count();
        let page: Vec<_> = found.by_ref().take(self.size).collect();
        let total = passed + page.len() + found.count();
        (page, total)
    }

    fn sorted<'d>(&self, found: impl Iterator<Item = Item<'d>>) -> impl Iterator<Item = Item<'d>> {
        let mut keyed: Vec<_> = found.map(|(id, deal)| (self.order.key(id, deal), (id, deal))).collect();
        keyed.sort_by(|(left, _), (right, _)| self.order.compare(left, right));
        keyed.into_iter().map(|(_, item)| item)
    }
}

fn number(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn part<'c>(call: &'c Call<'_>, part: ListPart) -> Result<Option<&'c Array>, Refusal> {
    part_of(&call.params, part, |rule| call.breach(rule))
}
