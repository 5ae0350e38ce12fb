//! Reads what a portal answered: a result, or an error in any of the shapes in which portals put them.

use crate::codec::{Fault, Items, Members, ObjectSlot, ReadMembers, Slot, Watch, decode_json};
use crate::error::{ErrorCode, RefusalParts, WireError};
use crate::request::ResultShape;

use super::answer::{Answer, Loose, Time, Times};

/// What an answer says of the call.
pub(super) enum Outcome {
    /// There is neither a result nor an error.
    Nothing,
    /// The slot is filled.
    Result,
    /// Refused, inside `result`.
    RefusedInside(WireError),
    /// Refused, beside `result`.
    RefusedBeside(WireError),
}

/// Where the parts of an answer go.
pub(super) struct Places<'p> {
    /// The result.
    pub(super) slot: &'p mut dyn Slot,
    /// What stands beside it, and how much of the times.
    pub(super) beside: &'p mut Answer<()>,
    pub(super) times: Times,
}

/// Reads a body. An error counts even where the rest is not what it should be.
pub(super) fn read(body: &[u8], shape: ResultShape, places: Places<'_>) -> Result<Outcome, Fault> {
    // A byte order mark, which PHP files saved with one send before everything else.
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let Places { slot, beside, times } = places;
    let fault = match read_once(body, shape, Places { slot, beside, times }) {
        Ok(outcome) => return Ok(outcome),
        Err(fault) => fault,
    };
    let ignored = &mut None::<Loose<()>>;
    match read_once(body, ResultShape::Whole, Places { slot: ignored, beside, times }) {
        Ok(refused @ (Outcome::RefusedBeside(_) | Outcome::RefusedInside(_))) => Ok(refused),
        _ => Err(fault),
    }
}

fn read_once(body: &[u8], shape: ResultShape, places: Places<'_>) -> Result<Outcome, Fault> {
    let mut reader = ObjectSlot(Reader { shape, places, outcome: Outcome::Nothing });
    decode_json(body, &mut reader)?;
    Ok(reader.0.outcome)
}

struct Reader<'p> {
    shape: ResultShape,
    places: Places<'p>,
    outcome: Outcome,
}

impl ReadMembers for Reader<'_> {
    const EXPECTED: &'static str = "an object with `result` or `error`";

    fn read(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        const FIELDS: &[&str] = &["result", "time", "next", "total", "error", "error_description"];
        let Places { slot, beside, times } = &mut self.places;
        **beside = Answer::default();
        let mut error: Option<Option<RefusalParts>> = None;
        let mut description: Option<Loose<String>> = None;
        let mut result_seen = false;
        let mut refusal = None;
        while let Some(field) = members.next(FIELDS) {
            match field {
                0 => {
                    result_seen = true;
                    let mut result = ResultSlot::new(self.shape, *slot);
                    members.read(&mut result);
                    refusal = refusal.or(result.refusal);
                }
                1 => beside.time = Time::beside_result(members, *times),
                2 => beside.next = members.loose(),
                3 => beside.total = members.loose(),
                4 => members.read(&mut error),
                _ => members.read(&mut description),
            }
        }
        let description = description.and_then(|description| description.0).unwrap_or_default();
        self.outcome = match (error.flatten().map(|error| wire_error(error, description)), refusal) {
            // Some proxies add an empty `error` to what is otherwise a result.
            (Some(error), _) if !(result_seen && says_nothing(&error)) => Outcome::RefusedBeside(error),
            (_, Some(refusal)) => Outcome::RefusedInside(refusal),
            _ if result_seen => Outcome::Result,
            _ => Outcome::Nothing,
        };
        Ok(())
    }
}

fn wire_error(error: RefusalParts, description: String) -> WireError {
    match error {
        RefusalParts::Code(code) => WireError { code, description },
        RefusalParts::Object { code, message } => WireError { code, description: message },
    }
}

fn says_nothing(error: &WireError) -> bool {
    matches!(&error.code, ErrorCode::Text(code) if code.is_empty()) && error.description.is_empty()
}

/// The place of `result`: looks for a refusal in it, and picks the member that is wanted.
pub(crate) struct ResultSlot<'s> {
    shape: ResultShape,
    slot: &'s mut dyn Slot,
    pub(crate) refusal: Option<WireError>,
}

impl<'s> ResultSlot<'s> {
    pub(crate) fn new(shape: ResultShape, slot: &'s mut dyn Slot) -> Self {
        Self { shape, slot, refusal: None }
    }
}

impl Slot for ResultSlot<'_> {
    fn null(&mut self) -> Result<(), Fault> {
        self.slot.null()
    }
    fn boolean(&mut self, value: bool) -> Result<(), Fault> {
        self.slot.boolean(value)
    }
    fn integer(&mut self, value: i64) -> Result<(), Fault> {
        self.slot.integer(value)
    }
    fn unsigned(&mut self, value: u64) -> Result<(), Fault> {
        self.slot.unsigned(value)
    }
    fn float(&mut self, value: f64) -> Result<(), Fault> {
        self.slot.float(value)
    }
    fn text(&mut self, value: &str) -> Result<(), Fault> {
        self.slot.text(value)
    }
    fn list(&mut self, items: &mut Items<'_>) -> Result<(), Fault> {
        self.slot.list(items)
    }

    fn object(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        members.watch = Watch::On;
        let read = match self.shape {
            ResultShape::Whole => self.slot.object(members),
            ResultShape::Member(name) => self.member(name, members),
        };
        // A type that has no use for an object has not looked at its members.
        members.next(&[]);
        match std::mem::take(&mut members.watch) {
            Watch::Found(refusal) => {
                self.refusal = Some(refusal);
                Ok(())
            }
            Watch::On | Watch::Off => read,
        }
    }
}

impl ResultSlot<'_> {
    fn member(&mut self, name: &'static str, members: &mut Members<'_>) -> Result<(), Fault> {
        let mut found = false;
        while members.next(&[name]).is_some() {
            members.read(self.slot);
            found = true;
        }
        if found { Ok(()) } else { Err(members.incomplete(&[name], &[0])) }
    }
}
