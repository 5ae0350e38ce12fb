//! Booleans in the notations that families ask for.

use super::{Encode, Encoder};

/// Writes a boolean as `"Y"` or `"N"`.
pub struct YesNo<'v>(pub &'v dyn Flag);

impl Encode for YesNo<'_> {
    fn encode(&self, out: &mut Encoder) {
        if let Some(flag) = self.0.flag() {
            out.text(if flag { "Y" } else { "N" });
        }
    }

    fn is_absent(&self) -> bool {
        self.0.flag().is_none()
    }
}

/// Writes a boolean as `1` or `0`.
pub struct Digit<'v>(pub &'v dyn Flag);

impl Encode for Digit<'_> {
    fn encode(&self, out: &mut Encoder) {
        if let Some(flag) = self.0.flag() {
            out.integer(i64::from(flag));
        }
    }

    fn is_absent(&self) -> bool {
        self.0.flag().is_none()
    }
}

/// A boolean that may be left out.
pub trait Flag {
    /// The boolean, unless it is left out.
    fn flag(&self) -> Option<bool>;
}

impl Flag for bool {
    fn flag(&self) -> Option<bool> {
        Some(*self)
    }
}

impl Flag for Option<bool> {
    fn flag(&self) -> Option<bool> {
        *self
    }
}
