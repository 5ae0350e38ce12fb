//! The control interface below `/__portal/`, through which tests in other processes set the scene and look at the calls.

use hyper::{Method, StatusCode};

use super::php::{Array, Value};
use super::reply::Reply;
use super::request::Received;
use super::seed::SeedError;
use super::server::Served;

/// Does what a request asks of the part that its path names.
pub(super) fn respond(served: &Served, part: &str, request: &Received) -> Reply {
    let Served { simulation, journal } = served;
    match (part, &request.verb) {
        ("state", &Method::GET) => Reply::json(StatusCode::OK, &Value::from(simulation.describe())),
        ("state", &(Method::PUT | Method::POST)) => seeded(simulation.seed_json(&request.body)),
        ("calls", &Method::GET) => Reply::json(StatusCode::OK, journal),
        ("calls", &Method::DELETE) => {
            journal.clear();
            Reply::status(StatusCode::NO_CONTENT)
        }
        ("state", _) => refused(StatusCode::METHOD_NOT_ALLOWED, "BAD_VERB", "use GET, PUT or POST"),
        ("calls", _) => refused(StatusCode::METHOD_NOT_ALLOWED, "BAD_VERB", "use GET or DELETE"),
        _ => refused(StatusCode::NOT_FOUND, "BAD_ADDRESS", "there are /__portal/state and /__portal/calls"),
    }
}

fn seeded(outcome: Result<(), SeedError>) -> Reply {
    match outcome {
        Ok(()) => Reply::status(StatusCode::NO_CONTENT),
        Err(error) => refused(StatusCode::BAD_REQUEST, "BAD_STATE", &error.to_string()),
    }
}

fn refused(status: StatusCode, code: &str, description: &str) -> Reply {
    let members: Array = [("error", code), ("error_description", description)].into_iter().collect();
    Reply::json(status, &Value::from(members))
}
