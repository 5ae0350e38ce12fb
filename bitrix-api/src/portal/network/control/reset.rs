//! `/__portal/reset`: the portal as it was when it started.

use hyper::Method;

use super::{Mistake, done};
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

pub(super) fn respond(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    match request.verb {
        Method::POST => {
            served.reset();
            Ok(done())
        }
        _ => Err(Mistake::Verb("POST", "use POST")),
    }
}
