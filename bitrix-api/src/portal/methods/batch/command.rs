//! A command of a batch: a method and its parameters, as a query string.

use std::time::Duration;

use super::reference;
use crate::php::form;
use crate::php::{Array, Key};
use crate::portal::journal::outcome::Outcome;
use crate::portal::methods::answer::Answer;

/// A command that is to be run.
#[derive(Debug)]
pub(super) struct Command {
    /// In lower case.
    pub(super) method: String,
    sent: Array,
}

/// A command that has been answered.
#[derive(Debug)]
pub(in crate::portal) struct Ran {
    /// Its name in the batch.
    pub(in crate::portal) name: String,
    pub(in crate::portal) method: String,
    /// As they were sent: what a reference leads to may be a secret.
    pub(in crate::portal) params: Array,
    pub(in crate::portal) outcome: Outcome,
    /// What a call of its own would have been answered with.
    pub(in crate::portal) http: u16,
    pub(in crate::portal) took: Duration,
}

impl Command {
    /// Reads `crm.deal.get?id=4`. It is an address to the server, and ends where a fragment begins.
    pub(super) fn read(text: &str) -> Self {
        let text = text.split('#').next().unwrap_or_default();
        let (method, query) = text.split_once('?').unwrap_or((text, ""));
        Self { method: method.to_ascii_lowercase(), sent: form::parse(query.as_bytes()) }
    }

    /// The parameters, with the results of the commands before it in the place of references to them.
    pub(super) fn params(&self, results: &Array) -> Array {
        reference::resolved(&self.sent, results)
    }

    /// What became of it.
    pub(super) fn ran(self, name: &Key, answer: &Answer, took: Duration) -> Ran {
        Ran {
            name: name.to_string(),
            method: self.method,
            params: self.sent,
            outcome: answer.outcome.clone(),
            http: answer.http,
            took,
        }
    }
}
