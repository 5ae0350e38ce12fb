//! The control interface below `/__portal/`, through which tests in other processes set the scene and look at the calls.

mod bi_builder;
mod calls;
mod faults;
mod limits;
mod moved;
mod reset;
mod state;
mod tokens;

use hyper::StatusCode;

use super::reply::Reply;
use super::request::Received;
use super::served::Served;
use crate::php::{Array, Value};

/// Does what a request asks of the part that its path names.
pub(super) async fn respond(served: &Served, part: &str, request: &Received) -> Reply {
    if let Some(answer) = bi_builder::respond(served, part, request).await {
        return answer.unwrap_or_else(Reply::from);
    }
    let answer = match part {
        "state" => state::respond(served, request),
        "calls" => calls::respond(served, request),
        "counts" => calls::respond_with_counts(served, request),
        "faults" => faults::respond(served, request),
        "moved" => moved::respond(served, request),
        "limits" => limits::respond(served, request),
        "reset" => reset::respond(served, request),
        "tokens" => tokens::respond(served, request),
        _ => Err(Mistake::Address),
    };
    answer.unwrap_or_else(Reply::from)
}

/// Says of an address that is none which ones there are.
pub(super) fn nowhere() -> Reply {
    let known =
        "there are /rest/METHOD, /rest/1/portal-webhook/METHOD, /oauth/token/ and what is below /__portal/";
    error(StatusCode::NOT_FOUND, "BAD_ADDRESS", known)
}

fn error(status: StatusCode, code: &str, description: &str) -> Reply {
    let members: Array = [("error", code), ("error_description", description)].into_iter().collect();
    Reply::json(status, &Value::from(members))
}

/// Why the control interface does not do what it is asked for.
#[derive(Debug)]
enum Mistake {
    /// There is no such part.
    Address,
    /// The part can do other things only: the verbs for them, and what to use.
    Verb(&'static str, &'static str),
    /// The body cannot be taken: a code, and what is wrong with it.
    Body(&'static str, String),
    /// What is asked of an endpoint has no answer.
    Endpoint(StatusCode, &'static str, String),
}

impl From<Mistake> for Reply {
    fn from(mistake: Mistake) -> Self {
        let (status, code, description) = match mistake {
            Mistake::Address => (
                StatusCode::NOT_FOUND,
                "BAD_ADDRESS",
                "below /__portal/ there are state, calls, counts, faults, moved, limits, tokens, reset, \
                 sources/ID/check, sources/ID/tables, sources/ID/columns and tables/ID/data"
                    .to_owned(),
            ),
            Mistake::Verb(allowed, remedy) => {
                return error(StatusCode::METHOD_NOT_ALLOWED, "BAD_VERB", remedy).allowing(allowed);
            }
            Mistake::Body(code, description) => (StatusCode::BAD_REQUEST, code, description),
            Mistake::Endpoint(status, code, description) => (status, code, description),
        };
        error(status, code, &description)
    }
}

/// What was expected of a body, and where in it that was not found.
fn expected(error: &serde_json::Error, what: &str) -> String {
    format!("{}:{}: expected {what}", error.line(), error.column())
}

fn done() -> Reply {
    Reply::status(StatusCode::NO_CONTENT)
}
