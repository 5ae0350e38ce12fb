//! What production does to a client, and what must not come of it: nothing is lost, nothing runs twice, nothing hangs, and
//! no secret is printed.

mod files;
mod interleavings;
mod limits;
mod matrix;
mod moves;
mod processes;
mod removed;
mod setting;
mod tokens;
mod uncertain;
