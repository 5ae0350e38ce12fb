//! `batch`: up to fifty calls in one, each a query string that may refer to the results of those before it.

mod command;
mod outcomes;
mod reference;

use std::time::Duration;

use jiff::Timestamp;
use tokio::time::Instant;

use super::answer::Answer;
use super::system_code::SystemCode;
use crate::php::{Array, Key, Value};
use crate::portal::authorisation::identity::Identity;
use crate::portal::simulation::Simulation;
use command::Command;
pub(in crate::portal) use command::Ran;
use outcomes::Outcomes;

/// The method's name.
pub(super) const BATCH: &str = "batch";

/// How many commands are run. Each one behind them is refused by itself.
const MOST_COMMANDS: usize = 50;

/// Runs the commands of a batch that has been let in, one after the other.
pub(in crate::portal) async fn answer(portal: &Simulation, caller: Identity, params: &Array) -> Answer {
    let start = Timestamp::now();
    let halts = params.get("halt").is_some_and(Value::is_truthy);
    let mut outcomes = Outcomes::default();
    let mut ran = Vec::new();
    for (at, (name, text)) in commands(params).enumerate() {
        let begun = Instant::now();
        let command = Command::read(text);
        let answer = if at < MOST_COMMANDS {
            let params = command.params(outcomes.results());
            portal.command(&command.method, caller, &params).await
        } else {
            Answer::refused(SystemCode::BatchLengthExceeded)
        };
        ran.push(command.ran(name, &answer, begun.elapsed()));
        // The server runs all commands in one process: what kills it over one of them ends the batch.
        let Some(Value::Array(body)) = answer.body else { return Answer { ran, ..Answer::crash() } };
        if outcomes.add(name, body) == Err(Failed) && halts {
            break;
        }
    }
    // The commands have been charged one by one. The batch itself is not, unless its cost is set.
    let usage = portal.operating.charge(caller, BATCH, Duration::ZERO);
    Answer { ran, ..Answer::new(Ok(Value::from(outcomes).into()), start, usage) }
}

/// A command was answered with an error of its own, not with one inside its result.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Failed;

/// The commands by their names. What is no text is no command, and nobody complains of it.
fn commands(params: &Array) -> impl Iterator<Item = (&Key, &str)> {
    let commands = params.get("cmd").and_then(Value::as_array).into_iter().flat_map(Array::iter);
    commands.filter_map(|(name, command)| match command {
        Value::Text(text) => Some((name, text.as_str())),
        _ => None,
    })
}
