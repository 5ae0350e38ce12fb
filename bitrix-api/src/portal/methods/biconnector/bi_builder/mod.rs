//! What BI Builder asks the endpoints of connectors for: when a user adds a table, and when a report wants data.

mod answer;
mod no_answer;
mod question;

pub use no_answer::NoAnswer;
pub(in crate::portal) use question::Question;

use super::unanswered::Unanswered;
use crate::portal::simulation::Simulation;

/// More than any report can show.
const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Asks a question, and reads the answer as BI Builder does.
pub(in crate::portal) async fn ask(
    simulation: &Simulation,
    question: Question,
) -> Result<serde_json::Value, NoAnswer> {
    // Nobody else waits while an endpoint takes its time.
    let asked = question.compose(&simulation.state())?;
    let unanswered = |why| NoAnswer::Unanswered { field: asked.field, why };
    match asked.verdict {
        Some(true) => return Ok(serde_json::Value::Bool(true)),
        Some(false) => return Err(unanswered(Unanswered::Seeded)),
        None => {}
    }
    let body = simulation.asker.read(&asked.endpoint, MOST_BYTES).await.map_err(unanswered)?;
    let read = match question {
        Question::Check { .. } => Ok(serde_json::Value::Bool(true)),
        Question::Tables { .. } => answer::tables(&body),
        Question::Columns { .. } => answer::columns(&body),
        Question::Data { .. } => answer::data(&body, &asked.names),
    };
    read.map_err(|why| NoAnswer::Wrong { field: asked.field, why })
}
