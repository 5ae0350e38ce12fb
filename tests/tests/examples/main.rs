//! The examples, as somebody runs them who has just cloned the repository.

mod export_deals;
mod setting;
mod update_connector;
