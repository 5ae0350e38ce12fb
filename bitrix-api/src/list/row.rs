//! A list's items with what tells them apart.

use std::fmt;

use crate::check::Violations;
use crate::codec::{Decode, Encode, Encoder, Fault, Items, Members};
use crate::list::ListRequest;
use crate::request::{Request, forwarded};

/// An item, and its identifier if the answer has it: beside the item, since a projection may have left it out.
pub struct Row<R: ListRequest> {
    /// The item.
    pub item: R::Item,
    /// Its identifier.
    pub id: Option<i64>,
}

impl<R: ListRequest> Row<R> {
    fn alone(item: R::Item) -> Self {
        Self { item, id: None }
    }
}

/// As the item is read.
impl<R: ListRequest> Decode for Row<R> {
    const EXPECTED: &'static str = R::Item::EXPECTED;

    fn null() -> Result<Self, Fault> {
        R::Item::null().map(Self::alone)
    }
    fn boolean(value: bool) -> Result<Self, Fault> {
        R::Item::boolean(value).map(Self::alone)
    }
    fn integer(value: i64) -> Result<Self, Fault> {
        R::Item::integer(value).map(Self::alone)
    }
    fn unsigned(value: u64) -> Result<Self, Fault> {
        R::Item::unsigned(value).map(Self::alone)
    }
    fn float(value: f64) -> Result<Self, Fault> {
        R::Item::float(value).map(Self::alone)
    }
    fn text(value: &str) -> Result<Self, Fault> {
        R::Item::text(value).map(Self::alone)
    }
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        R::Item::list(items).map(Self::alone)
    }
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        match R::ID {
            Some(id) => members.beside(id).map(|(item, id)| Self { item, id }),
            None => R::Item::object(members).map(Self::alone),
        }
    }
}

impl<R: ListRequest> fmt::Debug for Row<R>
where
    R::Item: fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Row").field("item", &self.item).field("id", &self.id).finish()
    }
}

/// A request for one page of a list, as a [`Cursor`](crate::list::Cursor) asks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct PageRequest<R>(pub(super) R);

impl<R: ListRequest> Request for PageRequest<R> {
    forwarded!(R, repeatable: R::REPEATABLE, output: Vec<Row<R>>);
}

impl<R: Encode> Encode for PageRequest<R> {
    fn encode(&self, out: &mut Encoder) {
        self.0.encode(out);
    }

    fn is_absent(&self) -> bool {
        self.0.is_absent()
    }

    fn violations(&self, found: &mut Violations) {
        self.0.violations(found);
    }
}
