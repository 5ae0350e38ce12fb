//! `/__portal/moved`: the address that the portal has moved to, as a JSON text.

use hyper::{Method, StatusCode};

use super::{Mistake, done, expected};
use crate::portal::network::origin::Origin;
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

pub(super) fn respond(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    match request.verb {
        Method::GET => {
            let address = served.moved_to().map(|address| address.to_string());
            return Ok(Reply::json(StatusCode::OK, &address));
        }
        Method::PUT | Method::POST => served.move_to(Some(read(&request.body)?)),
        Method::DELETE => served.move_to(None),
        _ => return Err(Mistake::Verb("GET, PUT, POST, DELETE", "use GET, PUT, POST or DELETE")),
    }
    Ok(done())
}

fn read(body: &[u8]) -> Result<Origin, Mistake> {
    let wrong = |problem: String| Mistake::Body("BAD_ORIGIN", problem);
    let text: String = serde_json::from_slice(body)
        .map_err(|error| wrong(expected(&error, "a JSON text like \"http://127.0.0.1:8080\"")))?;
    text.parse().map_err(|error: crate::portal::NotAnOrigin| wrong(error.to_string()))
}
