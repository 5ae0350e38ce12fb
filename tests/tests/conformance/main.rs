//! The portal and the typed client against the server's own answers.

mod lists;
mod portal;
mod typed;
