//! What the tests and benchmarks of the workspace share.

pub mod by_hand;
pub mod families;
pub mod hosting;
pub mod impatient;
pub mod log;
pub mod measure;
pub mod portal_process;
pub mod program;
pub mod raw_server;
pub mod seed;
pub mod vectors;
