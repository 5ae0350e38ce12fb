//! Failures on demand: how they are told, which calls meet them, and what they do to a call.

pub(super) mod fault;
pub(super) mod fault_text;
pub(super) mod moment;
pub(super) mod plan;
pub(super) mod planned_fault;
pub(super) mod strike;
