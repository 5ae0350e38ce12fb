//! `/__portal/calls` and `/__portal/counts`: what the portal was asked.

use hyper::{Method, StatusCode};
use serde_json::json;

use super::{Mistake, done};
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

pub(super) fn respond(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    match request.verb {
        Method::GET => Ok(Reply::json(StatusCode::OK, &served.journal)),
        Method::DELETE => {
            served.clear_calls();
            Ok(done())
        }
        _ => Err(Mistake::Verb("GET, DELETE", "use GET or DELETE")),
    }
}

pub(super) fn respond_with_counts(served: &Served, request: &Received) -> Result<Reply, Mistake> {
    match request.verb {
        Method::GET => {
            let refreshes = served.simulation.authorisation.refreshes();
            let counts = json!({
                "methods": served.journal.counts(),
                "refreshes": { "succeeded": refreshes.succeeded, "refused": refreshes.refused },
                "refused_by_limit": served.bucket.refused(),
            });
            Ok(Reply::json(StatusCode::OK, &counts))
        }
        _ => Err(Mistake::Verb("GET", "use GET; to reset the counts, DELETE /__portal/calls")),
    }
}
