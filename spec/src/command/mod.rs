//! What the program does.

pub(crate) mod arguments;
pub(crate) mod check;
pub(crate) mod explain;
mod files;
pub(crate) mod output;
