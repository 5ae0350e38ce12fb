//! Before or after a call runs.

/// When a fault strikes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    /// Before the call runs; unless the fault is a delay, it does not run then.
    Before,
    /// After the call has run, so that only its answer suffers.
    After,
}
