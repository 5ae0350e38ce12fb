//! Reading values: what a type makes of each kind of JSON value, and what is wrong where it can make nothing of it.

use std::fmt;

use super::driver::{ListSource, MapSource};
use crate::error::WireError;

/// A value that an answer can hold.
///
/// A type says what it makes of the JSON values that it understands; the driver reports the others as a [`Fault`]
/// with the path at which they stood.
pub trait Decode: Sized {
    /// What is expected, as an error message says it: `an integer`.
    const EXPECTED: &'static str = "an object";

    /// From `null`.
    fn null() -> Result<Self, Fault> {
        Err(Fault::absent(Self::EXPECTED, "null"))
    }

    /// From true or false.
    fn boolean(value: bool) -> Result<Self, Fault> {
        // PHP says `false` where there is nothing.
        Err(if value {
            Fault::unexpected(Self::EXPECTED, "true")
        } else {
            Fault::absent(Self::EXPECTED, "false")
        })
    }

    /// From a whole number.
    fn integer(value: i64) -> Result<Self, Fault> {
        let _ = value;
        Err(Fault::unexpected(Self::EXPECTED, "an integer"))
    }

    /// From a whole number beyond 63 bits.
    fn unsigned(value: u64) -> Result<Self, Fault> {
        let _ = value;
        Err(Fault::unexpected(Self::EXPECTED, "a number beyond 63 bits"))
    }

    /// From a number with a fraction, or beyond 64 bits.
    fn float(value: f64) -> Result<Self, Fault> {
        let _ = value;
        Err(Fault::unexpected(Self::EXPECTED, "a number"))
    }

    /// From a text.
    fn text(value: &str) -> Result<Self, Fault> {
        Err(if value.is_empty() {
            Fault::absent(Self::EXPECTED, "an empty string")
        } else {
            Fault::unexpected(Self::EXPECTED, "a string")
        })
    }

    /// From a list. An empty one may be an object: PHP has only one empty array.
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        if items.is_empty() {
            return Self::object(&mut Members::none())
                .map_err(|_| Fault::absent(Self::EXPECTED, "an empty list"));
        }
        Err(Fault::unexpected(Self::EXPECTED, "a list"))
    }

    /// From an object.
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        Err(if members.is_empty() {
            Fault::absent(Self::EXPECTED, "an empty object")
        } else {
            Fault::unexpected(Self::EXPECTED, "an object")
        })
    }
}

/// A place that a value is read into, whatever its type: [`Decode`] for the driver's eyes.
pub trait Slot {
    /// Takes `null`.
    fn null(&mut self) -> Result<(), Fault>;
    /// Takes true or false.
    fn boolean(&mut self, value: bool) -> Result<(), Fault>;
    /// Takes a whole number.
    fn integer(&mut self, value: i64) -> Result<(), Fault>;
    /// Takes a whole number beyond 63 bits.
    fn unsigned(&mut self, value: u64) -> Result<(), Fault>;
    /// Takes another number.
    fn float(&mut self, value: f64) -> Result<(), Fault>;
    /// Takes a text.
    fn text(&mut self, value: &str) -> Result<(), Fault>;
    /// Takes a list.
    fn list(&mut self, items: &mut Items<'_>) -> Result<(), Fault>;
    /// Takes an object.
    fn object(&mut self, members: &mut Members<'_>) -> Result<(), Fault>;
}

impl<T: Decode> Slot for Option<T> {
    fn null(&mut self) -> Result<(), Fault> {
        T::null().map(|value| *self = Some(value))
    }
    fn boolean(&mut self, value: bool) -> Result<(), Fault> {
        T::boolean(value).map(|value| *self = Some(value))
    }
    fn integer(&mut self, value: i64) -> Result<(), Fault> {
        T::integer(value).map(|value| *self = Some(value))
    }
    fn unsigned(&mut self, value: u64) -> Result<(), Fault> {
        T::unsigned(value).map(|value| *self = Some(value))
    }
    fn float(&mut self, value: f64) -> Result<(), Fault> {
        T::float(value).map(|value| *self = Some(value))
    }
    fn text(&mut self, value: &str) -> Result<(), Fault> {
        T::text(value).map(|value| *self = Some(value))
    }
    fn list(&mut self, items: &mut Items<'_>) -> Result<(), Fault> {
        T::list(items).map(|value| *self = Some(value))
    }
    fn object(&mut self, members: &mut Members<'_>) -> Result<(), Fault> {
        T::object(members).map(|value| *self = Some(value))
    }
}

/// The members of an object as they arrive.
pub struct Members<'s> {
    source: Option<&'s mut dyn MapSource>,
    /// The field that the last call of [`next`](Self::next) found, by position.
    at: usize,
    name: &'static str,
    seen: Seen,
    fault: Option<Fault>,
    /// Where a refusal inside `result` is told from a result.
    pub(crate) watch: Watch,
    /// A member that had to be read to see whether it is a refusal, and is none.
    held: Option<serde_json::Value>,
    /// A name has been given out whose value nobody has read yet.
    unread: bool,
}

/// Whether an `error` member is looked at before the type sees it.
#[derive(Debug, Default)]
pub(crate) enum Watch {
    #[default]
    Off,
    On,
    Found(WireError),
}

impl<'s> Members<'s> {
    pub(super) fn new(source: &'s mut dyn MapSource) -> Self {
        Self { source: Some(source), ..Self::none() }
    }

    /// The members of an empty object.
    pub(super) fn none() -> Self {
        Self {
            source: None,
            at: usize::MAX,
            name: "",
            seen: Seen::default(),
            fault: None,
            watch: Watch::Off,
            held: None,
            unread: false,
        }
    }

    /// The position of the next member's name among `fields`; members of other names are passed over. Nothing when
    /// the object has ended, or a member could not be read.
    pub fn next(&mut self, fields: &[&'static str]) -> Option<usize> {
        self.skip_unread();
        while self.fault.is_none() && !matches!(self.watch, Watch::Found(_)) {
            // Servers keep to an order, and specs to the server's: the next field is the likeliest.
            let likely = self.at.wrapping_add(1);
            let watched = matches!(self.watch, Watch::On);
            let found = self.source.as_mut()?.next_key(fields, likely, watched);
            match self.keep(found)?? {
                Key::Field(at) if watched && fields[at] == "error" => {
                    self.look_for_refusal();
                    if self.held.is_some() {
                        return self.enter(at, fields);
                    }
                }
                Key::Field(at) => return self.enter(at, fields),
                Key::Error => {
                    self.look_for_refusal();
                    self.held = None;
                }
                Key::Other => {
                    self.unread = true;
                    self.skip_unread();
                }
            }
        }
        None
    }

    fn enter(&mut self, at: usize, fields: &[&'static str]) -> Option<usize> {
        self.at = at;
        self.name = fields[at];
        self.seen.insert(at);
        self.unread = true;
        Some(at)
    }

    /// The next member's name, whatever it is.
    pub fn next_name(&mut self) -> Option<String> {
        self.skip_unread();
        if self.fault.is_some() || matches!(self.watch, Watch::Found(_)) {
            return None;
        }
        let found = self.source.as_mut()?.next_name();
        let name = self.keep(found)??;
        if name == "error" && matches!(self.watch, Watch::On) {
            self.look_for_refusal();
            self.held.as_ref()?;
        }
        self.unread = true;
        Some(name)
    }

    /// Reads the value of the member that [`next`](Self::next) found.
    pub fn read(&mut self, slot: &mut dyn Slot) {
        self.read_named(self.name, slot);
    }

    /// Reads the value of the member that [`next_name`](Self::next_name) found.
    pub fn read_named(&mut self, name: &str, slot: &mut dyn Slot) {
        self.unread = false;
        let read = match self.held.take() {
            Some(value) => super::decode_into(value, slot),
            None => self.source.as_mut().map_or(Ok(()), |source| source.value(slot)),
        };
        self.keep(read.map_err(|fault| fault.inside(Segment::Member(name.to_owned()))));
    }

    /// Passes over a value that nobody wanted.
    fn skip_unread(&mut self) {
        if std::mem::take(&mut self.unread) && self.held.take().is_none() {
            let skipped = self.source.as_mut().map_or(Ok(()), |source| source.skip_value());
            self.keep(skipped);
        }
    }

    /// Why a type with these required fields could not be made: the first fault, or the first of them that is not
    /// there. `fields` are those given to [`next`](Self::next), `required` their positions.
    pub fn incomplete(&mut self, fields: &[&'static str], required: &[usize]) -> Fault {
        if let Some(fault) = self.fault.take() {
            return fault;
        }
        let missing = required.iter().find(|at| !self.seen.contains(**at)).and_then(|at| fields.get(*at));
        Fault::missing(missing.copied().unwrap_or("a member"))
    }

    /// Whether no member is left; passes over those that are.
    pub(crate) fn is_empty(&mut self) -> bool {
        let mut empty = true;
        while self.next_name().is_some() {
            empty = false;
        }
        empty
    }

    /// The verdict on the whole object: what the type made of it, unless a member could not be read.
    pub(super) fn finish(mut self, made: Result<(), Fault>) -> Result<(), Fault> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        made?;
        self.is_empty();
        self.fault.map_or(Ok(()), Err)
    }

    fn look_for_refusal(&mut self) {
        let mut value = None::<serde_json::Value>;
        let read = self.source.as_mut().map_or(Ok(()), |source| source.value(&mut value));
        self.keep(read);
        match value.map(WireError::in_result) {
            Some(Ok(refusal)) => self.watch = Watch::Found(refusal),
            Some(Err(value)) => self.held = Some(value),
            None => {}
        }
    }

    fn keep<T>(&mut self, result: Result<T, Fault>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(fault) => {
                self.fault.get_or_insert(fault);
                None
            }
        }
    }
}

/// What a member's name turned out to be.
pub(super) enum Key {
    /// One of the fields asked for.
    Field(usize),
    /// `error`, where that is watched for.
    Error,
    /// Another.
    Other,
}

/// Which of an object's fields have been seen; positions beyond 256 are not told apart.
#[derive(Default)]
struct Seen([u64; 4]);

impl Seen {
    fn insert(&mut self, at: usize) {
        if let Some(word) = self.0.get_mut(at / 64) {
            *word |= 1 << (at % 64);
        }
    }

    fn contains(&self, at: usize) -> bool {
        self.0.get(at / 64).is_none_or(|word| word & (1 << (at % 64)) != 0)
    }
}

/// The items of a list as they arrive.
pub struct Items<'s> {
    source: &'s mut dyn ListSource,
    at: usize,
}

impl<'s> Items<'s> {
    pub(super) fn new(source: &'s mut dyn ListSource) -> Self {
        Self { source, at: 0 }
    }

    /// The next item, or nothing when the list has ended.
    pub fn item<T: Decode>(&mut self) -> Result<Option<T>, Fault> {
        let mut slot = None;
        let at = self.at;
        self.source.item(&mut slot).map_err(|fault| fault.inside(Segment::Item(at)))?;
        self.at += 1;
        Ok(slot)
    }

    pub(super) fn skip_rest(&mut self) -> Result<(), Fault> {
        while self.item::<Anything>()?.is_some() {}
        Ok(())
    }

    pub(crate) fn is_empty(&mut self) -> bool {
        matches!(self.item::<Anything>(), Ok(None))
    }
}

/// Accepts any value and keeps nothing of it.
pub(super) struct Anything;

impl Decode for Anything {
    const EXPECTED: &'static str = "a value";
    fn null() -> Result<Self, Fault> {
        Ok(Self)
    }
    fn boolean(_: bool) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn integer(_: i64) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn unsigned(_: u64) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn float(_: f64) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn text(_: &str) -> Result<Self, Fault> {
        Ok(Self)
    }
    fn list(items: &mut Items<'_>) -> Result<Self, Fault> {
        while items.item::<Self>()?.is_some() {}
        Ok(Self)
    }
    fn object(members: &mut Members<'_>) -> Result<Self, Fault> {
        members.is_empty();
        Ok(Self)
    }
}

/// Why a value could not be read, and where it stood.
///
/// It says what kind of value stood there, never the value: answers hold passwords too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault(Box<FaultParts>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct FaultParts {
    /// Innermost first.
    path: Vec<Segment>,
    problem: Problem,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Problem {
    Unexpected { expected: &'static str, found: &'static str, absent: bool },
    Missing { member: &'static str },
    Unreadable { expected: &'static str, why: &'static str },
    Syntax { what: String },
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    Member(String),
    Item(usize),
}

impl Fault {
    /// A value of another kind than the type understands.
    #[must_use]
    pub fn unexpected(expected: &'static str, found: &'static str) -> Self {
        Self::of(Problem::Unexpected { expected, found, absent: false })
    }

    /// A value by which servers say that there is none: an error, unless the type is an `Option`.
    #[must_use]
    pub fn absent(expected: &'static str, found: &'static str) -> Self {
        Self::of(Problem::Unexpected { expected, found, absent: true })
    }

    /// A value of the right kind whose content makes no sense.
    #[must_use]
    pub fn unreadable(expected: &'static str, why: &'static str) -> Self {
        Self::of(Problem::Unreadable { expected, why })
    }

    /// A member that is not there.
    #[must_use]
    pub fn missing(member: &'static str) -> Self {
        Self::of(Problem::Missing { member })
    }

    pub(super) fn syntax(what: String) -> Self {
        Self::of(Problem::Syntax { what })
    }

    fn of(problem: Problem) -> Self {
        Self(Box::new(FaultParts { path: Vec::new(), problem }))
    }

    pub(crate) fn inside(mut self, segment: Segment) -> Self {
        self.0.path.push(segment);
        self
    }

    pub(super) fn is_absent(&self) -> bool {
        self.0.path.is_empty() && matches!(self.0.problem, Problem::Unexpected { absent: true, .. })
    }

    /// Whether the text was no JSON at all, or not all of it.
    #[must_use]
    pub fn is_syntax(&self) -> bool {
        matches!(self.0.problem, Problem::Syntax { .. })
    }

    /// Where the value stood: `item.settings[2].code`; empty where it was the whole.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        for segment in self.0.path.iter().rev() {
            match segment {
                Segment::Member(name) if path.is_empty() => path.push_str(name),
                Segment::Member(name) => path.extend([".", name]),
                Segment::Item(at) => path.push_str(&format!("[{at}]")),
            }
        }
        path
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path();
        if !path.is_empty() {
            write!(f, "{path}: ")?;
        }
        match &self.0.problem {
            Problem::Unexpected { expected, found, .. } => write!(f, "expected {expected}, found {found}"),
            Problem::Unreadable { expected, why } => write!(f, "expected {expected}, {why}"),
            Problem::Missing { member } => write!(f, "`{member}` is missing"),
            Problem::Syntax { what } => f.write_str(what),
        }
    }
}

impl std::error::Error for Fault {}
