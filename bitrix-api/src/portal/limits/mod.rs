//! How much a portal bears: calls in a time, and time for a method.

pub(super) mod bucket;
pub(super) mod operating;
pub(super) mod operating_rules;
pub(super) mod rate_limit;
