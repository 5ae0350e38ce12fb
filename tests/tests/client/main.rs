//! A client and the types that it is given: what goes out, what comes of each answer, and what is found before it is sent.

mod answers;
mod checks;
mod dialect;
mod every_answer;
mod getting_started;
mod projection;
mod secrets;
mod wire;
