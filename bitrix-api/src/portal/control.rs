//! The control interface at `/__portal/state`, through which tests in other processes set the scene.

use hyper::{Method, StatusCode};

use super::php::{Array, Value};
use super::request::Received;
use super::seed::SeedError;
use super::simulation::Simulation;

/// Gives the state, or puts another in its place.
pub(super) fn respond(simulation: &Simulation, request: &Received) -> (StatusCode, Option<Value>) {
    match request.verb {
        Method::GET => (StatusCode::OK, Some(simulation.describe().into())),
        Method::PUT => match seed(simulation, &request.body) {
            Ok(()) => (StatusCode::NO_CONTENT, None),
            Err(error) => {
                let members = [("error", "BAD_STATE".to_owned()), ("error_description", error.to_string())];
                (StatusCode::BAD_REQUEST, Some(members.into_iter().collect::<Array>().into()))
            }
        },
        _ => (StatusCode::METHOD_NOT_ALLOWED, None),
    }
}

fn seed(simulation: &Simulation, body: &[u8]) -> Result<(), SeedError> {
    let state = serde_json::from_slice(body).map_err(|error| SeedError::new("state", error.to_string()))?;
    simulation.seed(&state)
}
