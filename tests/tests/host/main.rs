//! The other half of a connector: a portal that asks, a host that answers, and a database behind it.

mod bodies;
mod broken;
mod catalogue;
mod crowd;
mod database;
mod end_to_end;
mod hostile;
mod random;
mod reference;
mod rows;
mod settings;
mod slow;
