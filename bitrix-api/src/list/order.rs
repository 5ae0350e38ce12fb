//! How the rows of a list are sorted.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use crate::check::{Breach, Violations};
use crate::codec::{Encode, Encoder};
use crate::list::{Field, name};

/// By which fields a list of `E` is sorted, the most important first.
///
/// ```
/// use bitrix_api::crm::deal::{Deal, List};
///
/// let largest_first = List::new().order(Deal::OPPORTUNITY.descending().then(Deal::ID.ascending()));
/// ```
#[must_use = "an order does nothing until a request takes it"]
pub struct Order<E> {
    fields: Vec<(Cow<'static, str>, bool)>,
    /// The list is walked by the first field, and the others are the caller's.
    is_walked: bool,
    of: PhantomData<fn() -> E>,
}

impl<E> Order<E> {
    /// No order: as the portal likes.
    pub fn new() -> Self {
        Self { fields: Vec::new(), is_walked: false, of: PhantomData }
    }

    pub(super) fn by(field: Cow<'static, str>, descending: bool) -> Self {
        Self { fields: vec![(field, descending)], ..Self::new() }
    }

    /// This order, and where rows are equal in it, another.
    pub fn then(mut self, other: Self) -> Self {
        // Rows that are equal in a field stay so: it says nothing a second time, and an object has it once.
        let is_new =
            |(field, _): &(Cow<'static, str>, bool)| self.fields.iter().all(|(known, _)| known != field);
        let more: Vec<_> = other.fields.into_iter().filter(is_new).collect();
        self.fields.extend(more);
        self
    }

    /// By the ids where rows are equal otherwise.
    #[doc(hidden)]
    pub fn settle<T, F, O>(&mut self, id: &Field<E, T, F, O>) {
        let own = std::mem::take(self);
        *self = own.then(Self::by(id.name().to_owned().into(), false));
    }

    /// By the ids from the least on, for a walk; an order of the caller's is kept, so that it can be refused.
    pub(super) fn walk(&mut self, id: &str) {
        let own = std::mem::take(&mut self.fields);
        self.fields = vec![(id.to_owned().into(), false)];
        self.is_walked = true;
        self.fields.extend(own.into_iter().filter(|(field, descending)| field != id || *descending));
    }
}

impl<E> Encode for Order<E> {
    fn encode(&self, out: &mut Encoder) {
        out.map(self.fields.iter().map(|(field, descending)| {
            let direction: &dyn Encode = if *descending { &"DESC" } else { &"ASC" };
            (&**field, direction)
        }));
    }

    fn is_absent(&self) -> bool {
        self.fields.is_empty()
    }

    fn violations(&self, found: &mut Violations) {
        for (field, _) in &self.fields {
            name::check(field, field, found);
        }
        if self.is_walked && self.fields.len() > 1 {
            found.breach(Breach::OwnOrder);
        }
    }
}

impl<E> Default for Order<E> {
    fn default() -> Self {
        Self::new()
    }
}

impl<E> Clone for Order<E> {
    fn clone(&self) -> Self {
        Self { fields: self.fields.clone(), is_walked: self.is_walked, of: PhantomData }
    }
}

impl<E> PartialEq for Order<E> {
    fn eq(&self, other: &Self) -> bool {
        self.fields == other.fields && self.is_walked == other.is_walked
    }
}

impl<E> fmt::Debug for Order<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields =
            self.fields.iter().map(|(field, descending)| (field, if *descending { "DESC" } else { "ASC" }));
        f.debug_map().entries(fields).finish()
    }
}
