//! `/__portal/faults`: the faults that wait for calls, as a JSON list of texts.

use hyper::{Method, StatusCode};

use super::{Mistake, done};
use crate::portal::faults::planned_fault::PlannedFault;
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

pub(super) fn respond(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    let plan = &served.plan;
    match request.verb {
        Method::GET => {
            let planned: Vec<String> = plan.planned().iter().map(ToString::to_string).collect();
            return Ok(Reply::json(StatusCode::OK, &planned));
        }
        Method::POST => plan.add(read(&request.body)?),
        Method::PUT => plan.replace(read(&request.body)?),
        Method::DELETE => plan.replace(Vec::new()),
        _ => return Err(Mistake::Verb("use GET, POST, PUT or DELETE")),
    }
    Ok(done())
}

fn read(body: &[u8]) -> Result<Vec<PlannedFault>, Mistake> {
    let wrong = |problem: String| Mistake::Body("BAD_FAULT", problem);
    let texts: Vec<String> = serde_json::from_slice(body).map_err(|_| {
        wrong("expected a JSON list of faults, like [\"drop,after\", \"page=502,times=2\"]".to_owned())
    })?;
    let faults = texts
        .iter()
        .enumerate()
        .map(|(at, text)| text.parse().map_err(|error| wrong(format!("[{at}]: {error}"))));
    faults.collect()
}
