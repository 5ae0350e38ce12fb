//! Batches: each command's outcome is told from the others', later commands refer to earlier ones, and what a batch would
//! change on its way is not taken into one.

#![allow(deprecated, reason = "the methods of deals are the ones that the portal has")]

mod carried;
mod outcomes;
mod references;
mod requests;
mod setting;
