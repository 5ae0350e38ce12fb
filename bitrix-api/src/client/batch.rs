//! The call `batch`: sends some commands, and tells what became of each.

use std::collections::HashMap;

use super::answer::Times;
use super::prepared::Prepared;
use super::{Answer, Client, Inner, Time};
use crate::batch::{Answers, Entry, Outcome, Part, Read};
use crate::codec::{ObjectSlot, json_of};
use crate::error::{
    DecodeError, DecodeProblem, Failure, NotReached, Refusal, SystemError, SystemErrorKind, WireError,
};
use crate::request::{Kind, ResultShape};

/// A batch is answered with this status, whatever became of its commands.
const HTTP: u16 = 200;

impl<A> Client<A> {
    /// Sends some commands of a batch in one request.
    pub(crate) async fn run(&self, part: &Part<'_>) -> Result<Vec<Outcome>, Failure> {
        self.inner.run(part).await
    }
}

impl Inner {
    async fn run(&self, part: &Part<'_>) -> Result<Vec<Outcome>, Failure> {
        let entries = || part.commands.iter().map(|(_, entry)| *entry);
        let call = Prepared {
            method: "batch",
            kind: if entries().all(|entry| entry.kind == Kind::Read) { Kind::Read } else { Kind::Write },
            repeatable: entries().all(|entry| entry.repeatable),
            shape: ResultShape::Whole,
            times: Times::Limits,
            application_only: false,
            has_secrets: true,
            commands: entries().map(|entry| entry.method).collect(),
            body: json_of(part).into_text(),
        };
        let mut answers = ObjectSlot(Answers::to(part));
        let beside = self.fill(&call, &mut answers).await?;
        self.note_times(entries().zip(&answers.0.commands));
        let mut halted = false;
        let outcomes = entries().zip(answers.0.commands).map(|(entry, read)| {
            // Only an error beside the results ends a batch.
            let halts = part.halt && read.refused.is_some();
            let limits = read.refused.is_some().then(|| read.time.as_ref()?.limits()).flatten();
            let outcome = self.outcome(entry.method, read, beside.moved_to.clone(), halted);
            self.note_refusal(entry.method, limits.as_ref(), &outcome);
            halted |= halts;
            outcome
        });
        Ok(outcomes.collect())
    }

    /// Notes how much of its time each method has used up, so that no more of it is sent than the portal takes. It is a
    /// sum, so the last command of a method tells.
    fn note_times<'e, 'r>(&self, reads: impl Iterator<Item = (&'e Entry, &'r Read)>) {
        let timed = reads.filter_map(|(entry, read)| Some((entry.method, read.time.as_ref()?)));
        let access = self.session.current();
        for (method, time) in timed.collect::<HashMap<_, _>>() {
            if let Some(time) = time.limits() {
                access.operating().note(method, &time);
            }
        }
    }

    /// Notes that a method has used up all of its time.
    fn note_refusal(&self, method: &str, time: Option<&Time>, outcome: &Outcome) {
        if let Outcome::Failed(Failure::System(error)) = outcome
            && error.kind == SystemErrorKind::OperationTimeLimit
        {
            self.session.current().operating().note_refusal(method, time, &self.settings.operating);
        }
    }

    fn outcome(&self, method: &str, read: Read, moved_to: Option<String>, halted: bool) -> Outcome {
        let refusal = |error: WireError| {
            let access = self.session.current();
            Refusal::new(method, HTTP, error, |text| access.redact(text))
        };
        if let Some(error) = read.refused {
            let refusal = refusal(error);
            return Outcome::Failed(match SystemError::recognise_in_batch(&refusal) {
                Some(error) => Failure::System(error),
                None => Failure::Refused(refusal),
            });
        }
        if let Some(error) = read.refused_inside {
            return Outcome::Failed(Failure::Refused(refusal(error)));
        }
        let problem = match read.fault {
            Some(fault) => DecodeProblem::Unreadable(fault),
            None if read.slot.is_filled() => {
                let Read { slot: result, time, total, next, .. } = read;
                return Outcome::Done(Answer { result, time: None, total, next, moved_to }, time);
            }
            None if halted => return Outcome::NotReached(NotReached::halted(method)),
            None => DecodeProblem::Unanswered,
        };
        Outcome::Failed(Failure::Decode(DecodeError {
            method: method.to_owned(),
            http: HTTP,
            problem,
            excerpt: String::new(),
        }))
    }
}
