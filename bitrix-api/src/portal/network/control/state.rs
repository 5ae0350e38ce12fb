//! `/__portal/state`: what the portal knows.

use hyper::{Method, StatusCode};

use super::{Mistake, done};
use crate::php::Value;
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

pub(super) fn respond(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    match request.verb {
        Method::GET => Ok(Reply::json(StatusCode::OK, &Value::from(served.simulation.describe()))),
        Method::PUT | Method::POST => {
            let seeded = served.simulation.seed_json(&request.body);
            seeded.map(|()| done()).map_err(|error| Mistake::Body("BAD_STATE", error.to_string()))
        }
        _ => Err(Mistake::Verb("GET, PUT, POST", "use GET, PUT or POST")),
    }
}
