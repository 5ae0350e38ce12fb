//! The methods of `biconnector.*`, whose entities the portal keeps, and what BI Builder makes of these.

mod actions;
pub(in crate::portal) mod bi_builder;
pub(in crate::portal) mod call;
mod checks;
pub(super) mod column;
pub(in crate::portal) mod connector;
pub(in crate::portal) mod endpoint;
pub(in crate::portal) mod entity;
mod objects;
mod rules;
mod source;
pub(in crate::portal) mod storage;
mod table;
pub(in crate::portal) mod unanswered;
pub(in crate::portal) mod values;
