//! What the program does.

pub(crate) mod check;
pub(crate) mod explain;
mod files;
