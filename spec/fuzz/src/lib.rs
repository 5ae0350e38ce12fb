//! What the fuzz targets and the bounded run have in common: a body each, and inputs for the bounded run.
//!
//! `cargo fuzz run spec_text` (also `spec_toml`, `answer_json`, `host_form`) searches by coverage and needs a nightly compiler.
//! `cargo run --profile bounded --no-default-features --bin bounded -- 100000` tries that many inputs a target
//! on any.

pub mod answer_json;
mod checker;
pub mod host_form;
pub mod mutation;
mod plausible;
pub mod spec_text;
pub mod spec_toml;
