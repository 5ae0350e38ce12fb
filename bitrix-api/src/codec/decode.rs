//! Reading values: what a type makes of each kind of JSON value, and what is wrong where it can make nothing of it.

use super::{Fault, Items, Members};

/// A value that an answer can hold.
///
/// A type says what it makes of the JSON values that it understands; the driver reports the others as a [`Fault`]
/// with the path at which they stood. Calls go from thread to thread, and so do the values that they end with.
pub trait Decode: Sized + Send {
    /// What is expected, as an error message says it: `an integer`.
    const EXPECTED: &'static str = "an object";

    /// From `null`.
    fn null() -> Result<Self, Fault> {
        Err(Fault::absent(Self::EXPECTED, "null"))
    }

    /// From true or false.
    fn boolean(value: bool) -> Result<Self, Fault> {
        // PHP says `false` where there is nothing.
        Err(if value {
            Fault::unexpected(Self::EXPECTED, "true")
        } else {
            Fault::absent(Self::EXPECTED, "false")
        })
    }

    /// From a whole number.
    fn integer(value: i64) -> Result<Self, Fault> {
        let _ = value;
        Err(Fault::unexpected(Self::EXPECTED, "an integer"))
    }

    /// From a whole number beyond 63 bits.
    fn unsigned(value: u64) -> Result<Self, Fault> {
        let _ = value;
        Err(Fault::unexpected(Self::EXPECTED, "a number beyond 63 bits"))
    }

    /// From a number with a fraction, or beyond 64 bits.
    fn float(value: f64) -> Result<Self, Fault> {
        let _ = value;
        Err(Fault::unexpected(Self::EXPECTED, "a number"))
    }

    /// From a text.
    fn text(value: &str) -> Result<Self, Fault> {
        Err(if value.is_empty() {
            Fault::absent(Self::EXPECTED, "an empty string")
        } else {
            Fault::unexpected(Self::EXPECTED, "a string")
        })
    }

    /// From a list. An empty one may be an object: PHP has only one empty array.
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        if items.is_empty() {
            return Self::object(&mut Members::none())
                .map_err(|_| Fault::absent(Self::EXPECTED, "an empty list"));
        }
        Err(Fault::unexpected(Self::EXPECTED, "a list"))
    }

    /// The number, if this is an identifier: what later commands of a batch may refer to.
    fn id(&self) -> Option<i64> {
        None
    }

    /// From an object.
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        Err(if members.is_empty() {
            Fault::absent(Self::EXPECTED, "an empty object")
        } else {
            Fault::unexpected(Self::EXPECTED, "an object")
        })
    }
}

/// A place that a value is read into, whatever its type: [`Decode`] for the driver's eyes.
pub trait Slot {
    /// Takes `null`.
    fn null(&mut self) -> Result<(), Fault>;
    /// Takes true or false.
    fn boolean(&mut self, value: bool) -> Result<(), Fault>;
    /// Takes a whole number.
    fn integer(&mut self, value: i64) -> Result<(), Fault>;
    /// Takes a whole number beyond 63 bits.
    fn unsigned(&mut self, value: u64) -> Result<(), Fault>;
    /// Takes another number.
    fn float(&mut self, value: f64) -> Result<(), Fault>;
    /// Takes a text.
    fn text(&mut self, value: &str) -> Result<(), Fault>;
    /// Takes a list.
    fn list(&mut self, items: &mut Items<'_>) -> Result<(), Fault>;
    /// Takes an object.
    fn object(&mut self, members: &mut Members<'_>) -> Result<(), Fault>;
}

/// A slot that the answers to all tries of a call are read into.
pub(crate) trait Place: Slot + Send {
    /// Makes it ready for an answer, before each of them: what one left there is not the next one's.
    fn prepare(&mut self);
}

impl<T: Decode> Place for Option<T> {
    fn prepare(&mut self) {
        *self = None;
    }
}

impl<T: Decode> Slot for Option<T> {
    fn null(&mut self) -> Result<(), Fault> {
        T::null().map(|value| *self = Some(value))
    }
    fn boolean(&mut self, value: bool) -> Result<(), Fault> {
        T::boolean(value).map(|value| *self = Some(value))
    }
    fn integer(&mut self, value: i64) -> Result<(), Fault> {
        T::integer(value).map(|value| *self = Some(value))
    }
    fn unsigned(&mut self, value: u64) -> Result<(), Fault> {
        T::unsigned(value).map(|value| *self = Some(value))
    }
    fn float(&mut self, value: f64) -> Result<(), Fault> {
        T::float(value).map(|value| *self = Some(value))
    }
    fn text(&mut self, value: &str) -> Result<(), Fault> {
        T::text(value).map(|value| *self = Some(value))
    }
    fn list(&mut self, items: &mut Items<'_>) -> Result<(), Fault> {
        T::list(items).map(|value| *self = Some(value))
    }
    fn object(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        T::object(members).map(|value| *self = Some(value))
    }
}

/// Accepts any value and keeps nothing of it.
pub(super) struct Anything;

impl Decode for Anything {
    const EXPECTED: &'static str = "a value";
    fn null() -> Result<Self, Fault> {
        Ok(Self)
    }
    fn boolean(_: bool) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn integer(_: i64) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn unsigned(_: u64) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn float(_: f64) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn text(_: &str) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        while items.item::<Self>()?.is_some() {}
        Ok(Self)
    }
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        members.is_empty();
        Ok(Self)
    }
}
