//! What the tests and benchmarks of the workspace share.
