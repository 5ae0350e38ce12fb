//! What the fields of a call are for.

/// What the fields of a call are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Write {
    /// A new entity.
    New,
    /// Changes to one.
    Patch,
}
