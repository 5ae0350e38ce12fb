//! The portal and the typed client against the server's own answers.

mod portal;
mod typed;
