//! Booleans in the notations that families ask for.

use super::{Encode, Encoder};

/// A boolean that is written as `"Y"` or `"N"`. What a field that holds one is compared with is a `bool`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YesNo<F = bool>(pub F);

impl<F: Flag> Encode for YesNo<F> {
    fn encode(&self, out: &mut Encoder) {
        if let Some(flag) = self.0.flag() {
            out.text(if flag { "Y" } else { "N" });
        }
    }

    fn is_absent(&self) -> bool {
        self.0.flag().is_none()
    }
}

/// A boolean that is written as `1` or `0`. What a field that holds one is compared with is a `bool`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Digit<F = bool>(pub F);

impl<F: Flag> Encode for Digit<F> {
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

impl<F: Flag> Flag for &F {
    fn flag(&self) -> Option<bool> {
        (**self).flag()
    }
}
