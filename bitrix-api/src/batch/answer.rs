//! Reads the answer to a batch: of each command the result, into a slot of its type, or the error.

use std::any::Any;

use super::command::name;
use super::plan::Part;
use crate::client::{RawTime, ResultSlot};
use crate::codec::{Decode, Fault, Members, ObjectSlot, Place, ReadMembers, Slot};
use crate::error::WireError;
use crate::request::ResultShape;

/// A slot for the output of some method.
pub(crate) trait Reading: Slot + Send {
    /// The identifier in it, if it is one.
    fn id(&self) -> Option<i64>;
    /// Whether something has been read into it.
    fn is_filled(&self) -> bool;
    /// Itself, for whoever knows the type.
    fn into_any(self: Box<Self>) -> Box<dyn Any>;
}

impl<T: Decode + 'static> Reading for Option<T> {
    fn id(&self) -> Option<i64> {
        self.as_ref().and_then(Decode::id)
    }

    fn is_filled(&self) -> bool {
        self.is_some()
    }

    fn into_any(self: Box<Self>) -> Box<dyn Any> {
        self
    }
}

/// What an answer says of one command.
pub(crate) struct Read {
    name: String,
    shape: ResultShape,
    pub(crate) slot: Box<dyn Reading>,
    /// The result is not what the method answers.
    pub(crate) fault: Option<Fault>,
    pub(crate) refused_inside: Option<WireError>,
    pub(crate) refused: Option<WireError>,
    pub(crate) total: Option<i64>,
    pub(crate) next: Option<i64>,
    pub(crate) time: Option<RawTime>,
}

impl Read {
    /// Nothing yet of each command.
    fn nothing_of(part: &Part<'_>) -> Vec<Self> {
        let commands = part.commands.iter().enumerate();
        commands
            .map(|(at, (_, entry))| Self {
                name: name(at),
                shape: entry.shape,
                slot: (entry.slot)(),
                fault: None,
                refused_inside: None,
                refused: None,
                total: None,
                next: None,
                time: None,
            })
            .collect()
    }

    fn result(&mut self, members: &mut Members<'_>) {
        let mut result = ResultSlot::new(self.shape, &mut *self.slot);
        let read = members.value(&mut result);
        self.refused_inside = result.refusal;
        self.fault = read.err();
    }
}

/// A batch's `result`: what was answered to each command.
pub(crate) struct Answers<'p> {
    part: &'p Part<'p>,
    pub(crate) commands: Vec<Read>,
}

impl<'p> Answers<'p> {
    /// To these commands.
    pub(crate) fn to(part: &'p Part<'p>) -> Self {
        Self { part, commands: Vec::new() }
    }
}

impl Place for ObjectSlot<Answers<'_>> {
    fn prepare(&mut self) {
        self.0.commands = Read::nothing_of(self.0.part);
    }
}

impl ReadMembers for Answers<'_> {
    const EXPECTED: &'static str = "the results of a batch";

    fn read(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        const FIELDS: &[&str] = &["result", "result_error", "result_total", "result_next", "result_time"];
        while let Some(field) = members.next(FIELDS) {
            let read: fn(&mut Read, &mut Members<'_>) = match field {
                0 => Read::result,
                1 => |command, members| command.refused = Some(error(members)),
                2 => |command, members| command.total = members.loose(),
                3 => |command, members| command.next = members.loose(),
                _ => |command, members| command.time = RawTime::of(members),
            };
            let mut by_name = ObjectSlot(ByName { commands: &mut self.commands, read });
            match field {
                0 | 1 => members.read(&mut by_name),
                // What stands beside the results must not cost them.
                _ => drop(members.value(&mut by_name)),
            }
        }
        Ok(())
    }
}

/// An object whose members are called like the commands.
struct ByName<'c> {
    commands: &'c mut [Read],
    read: fn(&mut Read, &mut Members<'_>),
}

impl ReadMembers for ByName<'_> {
    const EXPECTED: &'static str = "an object with the names of the commands";

    fn read(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        // Servers answer in the order of the commands.
        let mut likely = 0;
        while let Some(name) = members.next_name() {
            let mut from_likely = (likely..self.commands.len()).chain(0..likely);
            let Some(at) = from_likely.find(|at| self.commands[*at].name == name) else { continue };
            (self.read)(&mut self.commands[at], members);
            likely = at + 1;
        }
        Ok(())
    }
}

fn error(members: &mut Members<'_>) -> WireError {
    let error = members.loose::<serde_json::Value>();
    error.and_then(|error| WireError::in_result(error).ok()).unwrap_or_else(WireError::unnamed)
}
