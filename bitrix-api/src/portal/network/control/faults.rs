//! `/__portal/faults`: the faults that wait for calls, as a JSON list of texts.

use hyper::{Method, StatusCode};

use super::{Mistake, done, expected};
use crate::portal::faults::fault_text::FaultSyntaxError;
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
        Method::POST => plan.add(read(served, &request.body)?),
        Method::PUT => plan.replace(read(served, &request.body)?),
        Method::DELETE => plan.replace(Vec::new()),
        _ => return Err(Mistake::Verb("GET, POST, PUT, DELETE", "use GET, POST, PUT or DELETE")),
    }
    Ok(done())
}

fn read(served: &Served, body: &[u8]) -> Result<Vec<PlannedFault>, Mistake> {
    let wrong = |problem: String| Mistake::Body("BAD_FAULT", problem);
    let texts: Vec<String> = serde_json::from_slice(body).map_err(|error| {
        wrong(expected(&error, "a JSON list of faults, like [\"drop,after\", \"page=502,times=2\"]"))
    })?;
    let read = |text: &str| {
        let fault: PlannedFault = text.parse().map_err(|error: FaultSyntaxError| error.to_string())?;
        fault.method().map_or(Ok(()), |method| served.simulation.check_name(method))?;
        Ok(fault)
    };
    let faults = texts
        .iter()
        .enumerate()
        .map(|(at, text)| read(text).map_err(|problem: String| wrong(format!("[{at}]: {problem}"))));
    faults.collect()
}
