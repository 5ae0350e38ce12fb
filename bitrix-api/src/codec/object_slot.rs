//! A place for an object and nothing else, for whoever reads its members into more than one value.

use super::{Fault, Items, Members, Slot};

/// Reads the members of an object.
pub(crate) trait ReadMembers {
    /// What is expected, as an error message says it.
    const EXPECTED: &'static str;

    /// Reads as many of the members as are wanted.
    fn read(&mut self, members: &mut Members<'_>) -> Result<(), Fault>;
}

/// The place of the object. An empty list will do, which is how PHP writes an empty object.
pub(crate) struct ObjectSlot<T>(pub(crate) T);

impl<T: ReadMembers> ObjectSlot<T> {
    fn unexpected(found: &'static str) -> Result<(), Fault> {
        Err(Fault::unexpected(T::EXPECTED, found))
    }
}

impl<T: ReadMembers> Slot for ObjectSlot<T> {
    fn null(&mut self) -> Result<(), Fault> {
        Self::unexpected("null")
    }
    fn boolean(&mut self, _: bool) -> Result<(), Fault> {
        Self::unexpected("a boolean")
    }
    fn integer(&mut self, _: i64) -> Result<(), Fault> {
        Self::unexpected("an integer")
    }
    fn unsigned(&mut self, _: u64) -> Result<(), Fault> {
        Self::unexpected("a number")
    }
    fn float(&mut self, _: f64) -> Result<(), Fault> {
        Self::unexpected("a number")
    }
    fn text(&mut self, _: &str) -> Result<(), Fault> {
        Self::unexpected("a string")
    }
    fn list(&mut self, items: &mut Items<'_>) -> Result<(), Fault> {
        if items.is_empty() { self.0.read(&mut Members::none()) } else { Self::unexpected("a list") }
    }
    fn object(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        self.0.read(members)
    }
}
