//! What the specs say, against the tests and files that must keep step with them. Nothing here names a method in Rust, so
//! that it compiles whatever a spec has renamed.

mod coverage;
mod explained;
