//! `/__portal/sources/ID/…` and `/__portal/tables/ID/data`: what BI Builder asks connectors for.

use hyper::{Method, StatusCode};

use super::Mistake;
use crate::php::{Array, Value};
use crate::portal::methods::biconnector::bi_builder::{self, NoAnswer, Question};
use crate::portal::network::reply::Reply;
use crate::portal::network::request::Received;
use crate::portal::network::served::Served;

/// Asks what the path names, if it names anything.
pub(super) async fn respond(
    served: &Served,
    part: &str,
    request: &Received,
) -> Option<Result<Reply, Mistake>> {
    let question = question(part, &request.params())?;
    if request.verb != Method::GET {
        return Some(Err(Mistake::Verb("use GET")));
    }
    let answer = bi_builder::ask(&served.simulation, question).await;
    Some(answer.map(|answer| Reply::json(StatusCode::OK, &answer)).map_err(Mistake::from))
}

fn question(part: &str, params: &Array) -> Option<Question> {
    let mut steps = part.split('/');
    let (kind, id, wanted) = (steps.next()?, steps.next()?.parse().ok()?, steps.next()?);
    if steps.next().is_some() {
        return None;
    }
    let text = |name: &str| params.get(name).map(Value::to_text).unwrap_or_default();
    match (kind, wanted) {
        ("sources", "check") => Some(Question::Check { source: id }),
        ("sources", "tables") => Some(Question::Tables { source: id, search: text("searchString") }),
        ("sources", "columns") => Some(Question::Columns { source: id, table: text("table") }),
        ("tables", "data") => Some(Question::Data { table: id, query: params.clone() }),
        _ => None,
    }
}

impl From<NoAnswer> for Mistake {
    fn from(error: NoAnswer) -> Self {
        let (status, code) = match error {
            NoAnswer::Nothing { .. } => (StatusCode::NOT_FOUND, "NOTHING"),
            NoAnswer::Inactive(_) => (StatusCode::CONFLICT, "INACTIVE"),
            NoAnswer::Unanswered { .. } => (StatusCode::BAD_GATEWAY, "NO_ANSWER"),
            NoAnswer::Wrong { .. } => (StatusCode::BAD_GATEWAY, "WRONG_ANSWER"),
        };
        Self::Endpoint(status, code, error.to_string())
    }
}
