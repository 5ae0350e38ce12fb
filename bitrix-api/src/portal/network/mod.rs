//! The way of a request, from the socket to its reply.

mod body;
mod control;
mod exchange;
mod multipart;
pub(super) mod origin;
pub(super) mod reply;
mod request;
pub(super) mod route;
pub(super) mod served;
pub(super) mod server;
