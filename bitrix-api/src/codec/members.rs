//! The members of an object and the items of a list, as they arrive: what [`Decode`] reads from.

use std::collections::BTreeMap;

use serde_json::value::{RawValue, to_raw_value};

use super::decode::{Anything, Decode, Slot};
use super::driver::{ListSource, MapSource};
use super::fault::Fault;
use super::field::{self, Key};
use super::loose::Loose;
use super::path::Segment;
use super::tap::Tap;
use crate::error::WireError;

/// The members of an object as they arrive.
pub struct Members<'s> {
    source: Option<&'s mut dyn MapSource>,
    /// The field that the last call of [`next`](Self::next) found, by position.
    at: usize,
    name: &'static str,
    /// Its whole name, where only the beginning was asked for.
    whole_name: Option<String>,
    seen: Seen,
    /// The members of an object that counts as part of this one, and its name. In a box, since hardly any type has one.
    nested: Option<Box<(serde_json::map::IntoIter, &'static str)>>,
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
            whole_name: None,
            seen: Seen::default(),
            nested: None,
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
            let watched = matches!(self.watch, Watch::On) && self.nested.is_none();
            match self.next_key(fields, watched)? {
                Key::Field(at) if watched && fields[at] == "error" => {
                    self.look_for_refusal();
                    if self.held.is_some() {
                        return self.enter(at, fields);
                    }
                }
                Key::Field(at) | Key::Many(at) => return self.enter(at, fields),
                Key::Nested(at) => self.enter_nested(fields[at]),
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

    fn next_key(&mut self, fields: &[&'static str], watched: bool) -> Option<Key> {
        if let Some(nested) = &mut self.nested {
            if let Some((name, value)) = nested.0.next() {
                self.held = Some(value);
                let found = field::find(fields, &name).unwrap_or(Key::Other);
                self.whole_name = matches!(found, Key::Many(_)).then_some(name);
                return Some(found);
            }
            self.nested = None;
        }
        // Servers keep to an order, and specs to the server's: the next field is the likeliest.
        let likely = self.at.wrapping_add(1);
        let found = self.source.as_mut()?.next_key(fields, likely, watched, &mut self.whole_name);
        self.keep(found)?
    }

    /// Goes on with the members of an object inside, if it is one.
    fn enter_nested(&mut self, field: &'static str) {
        let mut value = None::<serde_json::Value>;
        self.name = field.strip_suffix(".*").unwrap_or(field);
        self.read_named(self.name, &mut value);
        if let Some(serde_json::Value::Object(members)) = value {
            self.nested = Some(Box::new((members.into_iter(), self.name)));
        }
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
        let read = self.value(slot);
        // Only a fault needs the name by which messages call a member of several.
        if let Err(fault) = read {
            self.fault_at(fault, field::first_name(self.name));
        }
    }

    /// Reads the value of one of many members that begin alike, and keeps it under its whole name.
    pub fn collect<T: Decode>(&mut self, all: &mut Option<BTreeMap<String, T>>) {
        let Some(name) = self.whole_name.take() else { return };
        let mut slot = None;
        self.read_named(&name, &mut slot);
        if let Some(value) = slot {
            all.get_or_insert_default().insert(name, value);
        }
    }

    /// Reads the value of the member that [`next_name`](Self::next_name) found.
    pub fn read_named(&mut self, name: &str, slot: &mut dyn Slot) {
        if let Err(fault) = self.value(slot) {
            self.fault_at(fault, name);
        }
    }

    /// Reads the value of the member that was found last. A fault in it is the caller's: the other members can be read
    /// all the same.
    pub(crate) fn value(&mut self, slot: &mut dyn Slot) -> Result<(), Fault> {
        self.unread = false;
        match self.held.take() {
            Some(value) => super::decode_into(value, slot),
            None => self.source.as_mut().map_or(Ok(()), |source| source.value(slot)),
        }
    }

    /// The text of the member that was found last, whatever it says.
    pub(crate) fn raw_value(&mut self) -> Option<Box<RawValue>> {
        self.unread = false;
        match self.held.take() {
            Some(value) => to_raw_value(&value).ok(),
            // A text that has ended is noticed behind it.
            None => self.source.as_mut()?.raw_value().ok(),
        }
    }

    /// Reads the value of the member that was found last, if it is what it should be: a [`Loose`] one.
    pub(crate) fn loose<T: Decode>(&mut self) -> Option<T> {
        let mut value = None::<Loose<T>>;
        // What is wrong inside an object is wrong with the whole of it; a text that has ended is noticed behind it.
        let _ = self.value(&mut value);
        value.and_then(|value| value.0)
    }

    /// Keeps a fault with its place, if it is the first.
    fn fault_at(&mut self, fault: Fault, name: &str) {
        let fault = fault.inside(Segment::Member(name));
        let fault = match &self.nested {
            Some(nested) => fault.inside(Segment::Member(nested.1)),
            None => fault,
        };
        self.fault.get_or_insert(fault);
    }

    /// Passes over a value that nobody wanted.
    fn skip_unread(&mut self) {
        if std::mem::take(&mut self.unread) && self.held.take().is_none() {
            let skipped = self.source.as_mut().map_or(Ok(()), |source| source.skip_value());
            self.keep(skipped);
        }
    }

    /// Reads the object as a `T`, and the number in one member of it besides, whether the type has that member or not.
    pub(crate) fn beside<T: Decode>(&mut self, name: &'static str) -> Result<(T, Option<i64>), Fault> {
        let Some(source) = &mut self.source else { return T::object(self).map(|value| (value, None)) };
        let mut tap = Tap::new(&mut **source, name);
        let value = tap.read()?;
        Ok((value, tap.value))
    }

    /// Why a type with these required fields could not be made: the first fault, or the first of them that is not
    /// there. `fields` are those given to [`next`](Self::next), `required` their positions.
    pub fn incomplete(&mut self, fields: &[&'static str], required: &[usize]) -> Fault {
        if let Some(fault) = self.fault.take() {
            return fault;
        }
        let missing = required.iter().find(|at| !self.seen.contains(**at)).and_then(|at| fields.get(*at));
        Fault::missing(missing.map_or("a member", |field| field::first_name(field)))
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
        let made = self.fault.take().map_or(made, Err);
        // What is left is passed over, so that whatever stands behind the object can be read all the same.
        self.watch = Watch::Off;
        self.is_empty();
        made.and(self.fault.map_or(Ok(()), Err))
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
