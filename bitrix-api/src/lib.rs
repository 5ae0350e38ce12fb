//! A typed client for the REST API of Bitrix24, in which a call that the server would refuse does not compile or is
//! refused before it is sent, and in which no failure passes for a success.

// The macros write paths that begin with the crate's name; so that they hold here too:
extern crate self as bitrix_api;

pub mod as_serde;
pub mod biconnector;
pub mod check;
pub mod client;
pub mod codec;
mod datetime;
pub mod error;
mod id;
#[cfg(feature = "portal")]
pub mod portal;
pub mod request;

pub use bitrix_macros::methods;
pub use client::{BuildError, Client, ClientBuilder};
pub use datetime::{DateTime, NotADateTime};
pub use error::{CallError, Error};
pub use id::{Entity, Id, NotAnId};
pub use request::Request;
