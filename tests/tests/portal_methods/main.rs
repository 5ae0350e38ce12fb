//! What the simulated portal answers beside the methods of connectors: the methods of every portal, deals, and batches.

mod basic;
mod batch;
mod deals;
mod documentation;
mod setting;
mod sources;
