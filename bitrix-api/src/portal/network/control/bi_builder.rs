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
    let question = match question(part, &request.params())? {
        Ok(question) => question,
        Err(mistake) => return Some(Err(mistake)),
    };
    if request.verb != Method::GET {
        return Some(Err(Mistake::Verb("GET", "use GET")));
    }
    let answer = bi_builder::ask(&served.simulation, question).await;
    Some(answer.map(|answer| Reply::json(StatusCode::OK, &answer)).map_err(Mistake::from))
}

/// What the path asks; a mistake where only its number is wrong.
fn question(part: &str, params: &Array) -> Option<Result<Question, Mistake>> {
    let mut steps = part.split('/');
    let (kind, id, wanted) = (steps.next()?, steps.next()?, steps.next()?);
    if steps.next().is_some() {
        return None;
    }
    let number: Option<i64> = id.parse().ok();
    let question = question_of(kind, number.unwrap_or_default(), wanted, params)?;
    let wrong = || Mistake::Body("BAD_ID", format!("{kind}/{id}/{wanted}: {id:?} is not a number"));
    Some(number.map(|_| question).ok_or_else(wrong))
}

fn question_of(kind: &str, id: i64, wanted: &str, params: &Array) -> Option<Question> {
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
