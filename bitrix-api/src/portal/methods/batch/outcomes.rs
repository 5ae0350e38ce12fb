//! The answers to a batch's commands, taken apart: results, errors and the rest, each by the names of the commands.

use super::Failed;
use crate::php::{Array, Key, Value};

/// What the commands have come to so far.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    results: Array,
    errors: Array,
    totals: Array,
    nexts: Array,
    times: Array,
}

impl Outcomes {
    /// The results, to which later commands may refer.
    pub(super) fn results(&self) -> &Array {
        &self.results
    }

    /// Notes the answer to a command.
    pub(super) fn add(&mut self, name: &Key, answer: Array) -> Result<(), Failed> {
        if answer.get("error").is_some() {
            self.errors.insert(name.clone(), answer.into());
            return Err(Failed);
        }
        for (member, values) in [
            ("result", &mut self.results),
            ("total", &mut self.totals),
            ("next", &mut self.nexts),
            ("time", &mut self.times),
        ] {
            if let Some(value) = answer.get(member) {
                values.insert(name.clone(), value.clone());
            }
        }
        Ok(())
    }
}

impl From<Outcomes> for Value {
    fn from(outcomes: Outcomes) -> Self {
        let members = [
            ("result", outcomes.results),
            ("result_error", outcomes.errors),
            ("result_total", outcomes.totals),
            ("result_next", outcomes.nexts),
            ("result_time", outcomes.times),
        ];
        members.into_iter().collect::<Array>().into()
    }
}
