//! Which commands go into which request, by what has become of those before.

use std::sync::Arc;

use super::MOST_COMMANDS;
use super::command::{Entry, name, output_path};
use super::reference::BatchNumber;
use super::results::Outcome;
use crate::codec::{Encode, Encoder};
use crate::error::{BatchFailed, Because, CallError, Execution, Failure, NotReached, Undocumented};

/// The commands of a batch, and the outcomes of those that are settled.
pub(super) struct Plan<'b> {
    entries: &'b [Entry],
    batch: BatchNumber,
    halt: bool,
    outcomes: Vec<Option<Outcome>>,
    /// The first command that is not planned yet.
    next: usize,
    /// Why nothing is sent any more.
    over: Option<Over>,
}

enum Over {
    Halted,
    Failed(Arc<CallError<Undocumented>>),
}

/// The commands of one request.
pub(crate) struct Part<'b> {
    /// With their positions in the batch.
    pub(crate) commands: Vec<(usize, &'b Entry)>,
    pub(crate) halt: bool,
    texts: Vec<(String, String)>,
}

impl<'b> Plan<'b> {
    pub(super) fn new(entries: &'b [Entry], batch: BatchNumber, halt: bool) -> Self {
        let outcomes = entries.iter().map(|_| None).collect();
        Self { entries, batch, halt, outcomes, next: 0, over: None }
    }

    /// The next commands that can be sent in one request; settles those that cannot be run any more.
    pub(super) fn next_part(&mut self) -> Option<Part<'b>> {
        let mut part = Part { commands: Vec::new(), halt: self.halt, texts: Vec::new() };
        while let Some(entry) = self.entries.get(self.next) {
            if part.commands.len() == MOST_COMMANDS || self.must_wait(entry, &part) {
                break;
            }
            match self.unreachable(entry) {
                Some(outcome) => self.outcomes[self.next] = Some(outcome),
                None => {
                    let text = entry.text(self.batch, |target| self.id(target, &part));
                    part.texts.push((name(part.commands.len()), text));
                    part.commands.push((self.next, entry));
                }
            }
            self.next += 1;
        }
        (!part.commands.is_empty()).then_some(part)
    }

    /// Whether it refers to a command of the same request after which the server would not stop.
    fn must_wait(&self, entry: &Entry, part: &Part<'_>) -> bool {
        let in_part = |target: &usize| part.commands.iter().find(|(at, _)| at == target);
        entry.targets.iter().filter_map(in_part).any(|(_, target)| !self.halt || target.refuses_inside)
    }

    fn unreachable(&self, entry: &Entry) -> Option<Outcome> {
        let method = || entry.method.to_owned();
        match &self.over {
            Some(Over::Halted) => {
                return Some(Outcome::NotReached(NotReached::halted(entry.method)));
            }
            Some(Over::Failed(cause)) => {
                return Some(Outcome::Batch(BatchFailed {
                    method: method(),
                    cause: Arc::clone(cause),
                    sent: false,
                }));
            }
            None => {}
        }
        let without = |target: &&usize| self.outcomes[**target].as_ref().is_some_and(|it| it.id().is_none());
        let target = entry.targets.iter().find(without)?;
        let because = Because::NoResult { of: self.entries[*target].method.to_owned() };
        Some(Outcome::NotReached(NotReached { method: method(), because }))
    }

    /// The identifier that a command has given, or the server's words for the one that it will give.
    fn id(&self, target: usize, part: &Part<'_>) -> String {
        let in_part = part.commands.iter().position(|(at, _)| *at == target);
        match (in_part, self.outcomes[target].as_ref().and_then(Outcome::id)) {
            (Some(at), _) => output_path(self.entries[target].shape, at),
            (None, id) => id.map(|id| id.to_string()).unwrap_or_default(),
        }
    }

    /// Takes what a request has come to.
    pub(super) fn settle(&mut self, part: &Part<'_>, outcomes: Vec<Outcome>) {
        for ((at, _), outcome) in part.commands.iter().zip(outcomes) {
            if self.halt && !outcome.is_done() {
                self.over = Some(Over::Halted);
            }
            self.outcomes[*at] = Some(outcome);
        }
    }

    /// Takes that a request has failed as a whole.
    pub(super) fn fail(&mut self, part: &Part<'_>, failure: Failure) {
        let cause = Arc::new(CallError::from(failure));
        for (at, entry) in &part.commands {
            let failed =
                BatchFailed { method: entry.method.to_owned(), cause: Arc::clone(&cause), sent: true };
            self.outcomes[*at] = Some(Outcome::Batch(failed));
        }
        // What was not let in will not be the next time.
        if self.halt || cause.execution() == Execution::NotRun {
            self.over = Some(Over::Failed(cause));
        }
    }

    /// How many commands are settled, while no request is on its way: all that have been planned.
    pub(super) fn settled(&self) -> usize {
        self.next
    }

    pub(super) fn into_outcomes(self) -> Vec<Option<Outcome>> {
        self.outcomes
    }
}

impl<'b> Part<'b> {
    /// These commands, each as `text` writes it.
    pub(super) fn of(entries: &'b [Entry], text: impl Fn(&Entry) -> String) -> Self {
        let texts = entries.iter().enumerate().map(|(at, entry)| (name(at), text(entry))).collect();
        Self { commands: entries.iter().enumerate().collect(), halt: false, texts }
    }
}

/// The parameters of the call `batch`.
impl Encode for Part<'_> {
    fn encode(&self, out: &mut Encoder) {
        out.object(&[("halt", &i64::from(self.halt)), ("cmd", &Texts(&self.texts))]);
    }
}

struct Texts<'t>(&'t [(String, String)]);

impl Encode for Texts<'_> {
    fn encode(&self, out: &mut Encoder) {
        out.map(self.0.iter().map(|(name, text)| (name.as_str(), text as &dyn Encode)));
    }
}
