//! A number that is noted on its way to another place.

use super::decode::{Decode, Slot};
use super::fault::Fault;
use super::members::{Items, Members};

/// A place with somebody who notes the number that goes there, if it is one.
pub(super) struct Noted<'s> {
    pub(super) slot: &'s mut dyn Slot,
    pub(super) number: &'s mut Option<i64>,
}

impl Slot for Noted<'_> {
    fn null(&mut self) -> Result<(), Fault> {
        self.slot.null()
    }
    fn boolean(&mut self, value: bool) -> Result<(), Fault> {
        self.slot.boolean(value)
    }
    fn integer(&mut self, value: i64) -> Result<(), Fault> {
        *self.number = Some(value);
        self.slot.integer(value)
    }
    fn unsigned(&mut self, value: u64) -> Result<(), Fault> {
        self.slot.unsigned(value)
    }
    fn float(&mut self, value: f64) -> Result<(), Fault> {
        *self.number = i64::float(value).ok();
        self.slot.float(value)
    }
    fn text(&mut self, value: &str) -> Result<(), Fault> {
        *self.number = i64::text(value).ok();
        self.slot.text(value)
    }
    fn list(&mut self, items: &mut Items<'_>) -> Result<(), Fault> {
        self.slot.list(items)
    }
    fn object(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        self.slot.object(members)
    }
}
