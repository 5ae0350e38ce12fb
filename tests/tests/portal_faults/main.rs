//! The simulated portal's faults as they are seen on the wire, and the portal's own account of what ran.
//!
//! Nothing here goes through the library's client, which is not what is tried.

mod faults;
mod limits;
mod program;
mod reset;
mod setting;
mod tokens;
