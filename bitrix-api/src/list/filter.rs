//! Which rows of a list are wanted.

use std::fmt;
use std::marker::PhantomData;

use crate::check::Violations;
use crate::codec::{Encode, Encoder};
use crate::list::condition::{Condition, Group};
use crate::list::operand::Operand;
use crate::list::operator::{Filtered, Groups};

/// Conditions on the rows of a list of `E`. They are made by the entity's fields.
///
/// ```
/// use bitrix_api::crm::deal::{Deal, List};
///
/// let large_or_won = Deal::OPPORTUNITY.at_least(100).and(Deal::STAGE_ID.one_of(["WON", "C1:WON"]));
/// let request = List::new().filter(large_or_won);
/// let json = bitrix_api::codec::to_json(&request);
/// assert_eq!(json, br#"{"filter":{">=OPPORTUNITY":"100","@STAGE_ID":["WON","C1:WON"]}}"#);
/// ```
///
/// Conditions that come up one by one begin with [`Filter::new`]:
///
/// ```
/// use bitrix_api::biconnector::connector::{Connector, List};
/// use bitrix_api::list::Filter;
///
/// # let (title, hidden) = (Some("Sales"), ["Test", "Old"]);
/// let mut filter = Filter::new();
/// if let Some(title) = title {
///     filter = filter.and(Connector::TITLE.contains(title).or(Connector::DESCRIPTION.contains(title)));
/// }
/// for title in hidden {
///     filter = filter.and(Connector::TITLE.differs_from(title));
/// }
/// let request = List::new().filter(filter);
/// ```
#[must_use = "a filter does nothing until a request takes it"]
pub struct Filter<E> {
    all: Group,
    of: PhantomData<fn() -> E>,
}

impl<E> Filter<E> {
    /// No condition: all rows.
    pub fn new() -> Self {
        Self::all(Vec::new())
    }

    pub(super) fn of(key: String, value: Operand) -> Self {
        Self::all(vec![Condition::Compare { key, value }])
    }

    fn all(conditions: Vec<Condition>) -> Self {
        Self { all: Group { any: false, conditions }, of: PhantomData }
    }

    /// The rows for which both hold.
    ///
    /// Where the lists have no groups, a field can stand there once with each operator;
    /// [`check`](crate::Request::check) refuses what the server would lose.
    pub fn and(mut self, other: Self) -> Self {
        self.all.conditions.extend(other.all.conditions);
        self
    }

    /// The rows for which one of the two holds.
    pub fn or(self, other: Self) -> Self
    where
        E: Groups,
    {
        // Whatever else is asked for, all rows are in the one of the two that asks for nothing.
        if self.all.conditions.is_empty() || other.all.conditions.is_empty() {
            return Self::new();
        }
        let mut conditions = self.alternatives();
        conditions.extend(other.alternatives());
        Self::all(vec![Condition::Group(Group { any: true, conditions })])
    }

    /// The conditions of which one must hold.
    fn alternatives(self) -> Vec<Condition> {
        match self.all.into_condition() {
            Condition::Group(Group { any: true, conditions }) => conditions,
            condition => vec![condition],
        }
    }

    /// Says what is above an id, in place of what was said of that before: for a walk, which goes upwards.
    pub(super) fn set(&mut self, key: String, value: Operand) {
        let conditions = &mut self.all.conditions;
        conditions
            .retain(|condition| !matches!(condition, Condition::Compare { key: known, .. } if *known == key));
        conditions.push(Condition::Compare { key, value });
    }
}

/// As an object: what must hold in one of several ways stands in a group, never at the top, where some servers would
/// join their own conditions to it.
impl<E: Filtered> Encode for Filter<E> {
    fn encode(&self, out: &mut Encoder) {
        self.all.encode(out);
    }

    fn is_absent(&self) -> bool {
        self.all.conditions.is_empty()
    }

    fn violations(&self, found: &mut Violations) {
        self.all.violations(E::GROUPS, found);
    }
}

impl<E> Default for Filter<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Clone for Filter<E> {
    fn clone(&self) -> Self {
        Self { all: self.all.clone(), of: PhantomData }
    }
}

impl<E> PartialEq for Filter<E> {
    fn eq(&self, other: &Self) -> bool {
        self.all == other.all
    }
}

impl<E> fmt::Debug for Filter<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.all.conditions.fmt(f)
    }
}
