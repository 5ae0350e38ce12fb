//! The other half of a connector: a portal that asks, a host that answers, and a database behind it.

mod bodies;
mod broken;
mod catalogue;
mod crowd;
mod end_to_end;
mod hostile;
mod random;
mod reference;
mod rows;
mod setting;
mod settings;
mod slow;
