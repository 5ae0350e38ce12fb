//! Lists: which rows come, in which order, through all pages, and how that ends.

#![expect(deprecated, reason = "`crm.item.*` takes the place of the methods of deals, and has no spec yet")]

mod any_filter;
mod filters;
mod in_batches;
mod pages;
mod prefetch;
mod rows;
mod setting;
mod stuck;
mod walk;
