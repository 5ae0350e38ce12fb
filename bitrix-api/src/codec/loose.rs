//! Values that are read if they are what they should be.

use super::{Decode, Fault, Items, Members};

/// A value that is not worth failing for: what came beside a result must not cost the result.
pub(crate) struct Loose<T>(pub(crate) Option<T>);

impl<T: Decode> Decode for Loose<T> {
    fn null() -> Result<Self, Fault> {
        Ok(Self(None))
    }
    fn boolean(value: bool) -> Result<Self, Fault> {
        Ok(Self(T::boolean(value).ok()))
    }
    fn integer(value: i64) -> Result<Self, Fault> {
        Ok(Self(T::integer(value).ok()))
    }
    fn unsigned(value: u64) -> Result<Self, Fault> {
        Ok(Self(T::unsigned(value).ok()))
    }
    fn float(value: f64) -> Result<Self, Fault> {
        Ok(Self(T::float(value).ok()))
    }
    fn text(value: &str) -> Result<Self, Fault> {
        Ok(Self(T::text(value).ok()))
    }
    fn list(_: &mut Items<'_>) -> Result<Self, Fault> {
        Ok(Self(None))
    }
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        Ok(Self(T::object(members).ok()))
    }
}
