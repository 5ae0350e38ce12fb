//! What the tests and benchmarks of the workspace share.

pub mod body;
pub mod built;
pub mod by_hand;
pub mod causes;
pub mod connectors;
pub mod ended;
pub mod families;
pub mod flood;
pub mod hosting;
pub mod http;
pub mod impatient;
pub mod like;
pub mod log;
pub mod measure;
pub mod outcome;
pub mod portal_process;
pub mod program;
pub mod raw_server;
pub mod seed;
pub mod server_process;
pub mod vectors;
pub mod waiting;
