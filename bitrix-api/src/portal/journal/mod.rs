//! The calls that a portal has answered, as far back as it remembers.

mod counts;
pub(super) mod outcome;
pub(super) mod recorded_call;
mod redact;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard};

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::lock::lock;
use counts::{Count, Counts};
use recorded_call::RecordedCall;

/// How many calls are kept.
const MOST_CALLS: usize = 1000;

/// How much the parameters of all kept calls may be, as JSON.
const MOST_BYTES: usize = 16 * 1024 * 1024;

/// Remembers calls, and tells a listener of each.
#[derive(Debug, Default)]
pub(super) struct Journal {
    listener: Option<Listener>,
    entries: Mutex<Entries>,
}

#[derive(Debug, Default)]
struct Entries {
    kept: VecDeque<RecordedCall>,
    bytes: usize,
    dropped: u64,
    counts: Counts,
    last_number: u64,
}

/// Is told of every call.
#[derive(Clone)]
pub(super) struct Listener(pub(super) Arc<dyn Fn(&RecordedCall) + Send + Sync>);

impl fmt::Debug for Listener {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Listener")
    }
}

impl Journal {
    pub(super) fn new(listener: Option<Listener>) -> Self {
        Self { listener, entries: Mutex::default() }
    }

    /// Counts a call that has arrived.
    pub(super) fn received(&self, method: &str) {
        self.entries().counts.count(redact::method(method), |count| count.received += 1);
    }

    /// Gives a call its number and keeps it; the oldest ones go where there are too many.
    pub(super) fn record(&self, mut call: RecordedCall) {
        let told = {
            let mut entries = self.entries();
            entries.last_number += 1;
            call.number = entries.last_number;
            if call.ran() {
                entries.counts.count(&call.method, |count| count.ran += 1);
            }
            let told = self.listener.as_ref().map(|listener| (listener, call.clone()));
            entries.keep(call);
            told
        };
        // Outside of the lock: a listener may want to look at the journal.
        if let Some((Listener(tell), call)) = told {
            tell(&call);
        }
    }

    /// The calls that are kept, oldest first.
    pub(super) fn calls(&self) -> Vec<RecordedCall> {
        self.entries().kept.iter().cloned().collect()
    }

    /// How many calls had to go since the journal was last empty.
    pub(super) fn dropped(&self) -> u64 {
        self.entries().dropped
    }

    /// How often a method was called.
    pub(super) fn count(&self, method: &str) -> Count {
        self.entries().counts.of(method)
    }

    /// How often methods were called.
    pub(super) fn counts(&self) -> Counts {
        self.entries().counts.clone()
    }

    /// Forgets all calls; their numbers are not given again.
    pub(super) fn clear(&self) {
        let mut entries = self.entries();
        *entries = Entries { last_number: entries.last_number, ..Entries::default() };
    }

    /// The same, and gives numbers from 1 again.
    pub(super) fn reset(&self) {
        *self.entries() = Entries::default();
    }

    fn entries(&self) -> MutexGuard<'_, Entries> {
        lock(&self.entries)
    }
}

impl Entries {
    fn keep(&mut self, call: RecordedCall) {
        self.bytes += call.size();
        self.kept.push_back(call);
        while self.kept.len() > MOST_CALLS || self.bytes > MOST_BYTES {
            let Some(oldest) = self.kept.pop_front() else { break };
            self.bytes -= oldest.size();
            self.dropped += 1;
        }
    }
}

impl Serialize for Journal {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (dropped, calls) = {
            let entries = self.entries();
            (entries.dropped, entries.kept.iter().cloned().collect::<Vec<_>>())
        };
        let mut map = serializer.serialize_map(Some(2))?;
        map.serialize_entry("dropped", &dropped)?;
        map.serialize_entry("calls", &calls)?;
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::{Journal, MOST_BYTES, MOST_CALLS};
    use crate::php::{Array, Value};
    use crate::portal::journal::outcome::Outcome;
    use crate::portal::journal::recorded_call::{CalledBy, RecordedCall};

    fn call(text: &str) -> RecordedCall {
        let params: Array = [("text", Value::from(text))].into_iter().collect();
        let caller = CalledBy::Application(None);
        RecordedCall::new("a.b", caller, &params, (Outcome::Result, Some(200)), Duration::ZERO)
    }

    #[test]
    fn the_oldest_calls_go_and_are_counted() {
        let journal = Journal::default();
        for _ in 0..MOST_CALLS + 3 {
            journal.record(call(""));
        }
        assert_eq!(journal.calls().len(), MOST_CALLS);
        assert_eq!((journal.calls()[0].number, journal.dropped()), (4, 3));
        journal.clear();
        journal.record(call(""));
        assert_eq!((journal.calls()[0].number, journal.dropped()), (1004, 0));
    }

    #[test]
    fn large_calls_push_out_earlier_ones() {
        let journal = Journal::default();
        let large = "x".repeat(MOST_BYTES / 2);
        for text in ["", &large, &large] {
            journal.record(call(text));
        }
        let numbers: Vec<u64> = journal.calls().iter().map(|call| call.number).collect();
        assert_eq!((numbers, journal.dropped()), (vec![3], 2));
    }
}
