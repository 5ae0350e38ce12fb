//! Reads one member of an object beside the type that the object is read as.

use serde_json::value::RawValue;

use super::decode::{Decode, Slot};
use super::driver::MapSource;
use super::fault::Fault;
use super::field::{self, Key};
use super::members::Members;
use super::noted::Noted;
use super::path::Segment;

/// An object's members on their way to a type, and one of them kept besides, whether the type has it or not.
pub(super) struct Tap<'s> {
    source: &'s mut dyn MapSource,
    /// The member's names, as fields are named.
    name: &'static str,
    /// The member's position among the fields, once those are known.
    at: Option<usize>,
    /// The type's fields and the member, where the type has it not.
    fields: Vec<&'static str>,
    /// The next value is the member's.
    is_next: bool,
    pub(super) value: Option<i64>,
}

impl<'s> Tap<'s> {
    pub(super) fn new(source: &'s mut dyn MapSource, name: &'static str) -> Self {
        Self { source, name, at: None, fields: Vec::new(), is_next: false, value: None }
    }

    /// The type `T`, whose members go through this.
    pub(super) fn read<T: Decode>(&mut self) -> Result<T, Fault> {
        let mut members = Members::new(self);
        let mut made = None;
        let read = T::object(&mut members).map(|value| made = Some(value));
        members.finish(read)?;
        made.ok_or_else(|| Fault::absent(T::EXPECTED, "nothing"))
    }

    fn keep(&mut self) -> Result<(), Fault> {
        let mut value: Option<Option<i64>> = None;
        let name = field::first_name(self.name);
        self.source.value(&mut value).map_err(|fault| fault.inside(Segment::Member(name)))?;
        self.value = value.flatten();
        Ok(())
    }
}

impl MapSource for Tap<'_> {
    fn next_key(
        &mut self,
        fields: &[&'static str],
        likely: usize,
        watch: bool,
        whole: &mut Option<String>,
    ) -> Result<Option<Key>, Fault> {
        let wanted = *self.at.get_or_insert_with(|| {
            fields.iter().position(|field| *field == self.name).unwrap_or_else(|| {
                self.fields = fields.iter().copied().chain([self.name]).collect();
                fields.len()
            })
        });
        loop {
            let known = if self.fields.is_empty() { fields } else { &self.fields };
            let key = self.source.next_key(known, likely, watch, whole)?;
            match key {
                Some(Key::Field(at)) if at == fields.len() => self.keep()?,
                key => {
                    self.is_next = matches!(key, Some(Key::Field(at)) if at == wanted);
                    return Ok(key);
                }
            }
        }
    }

    fn next_name(&mut self) -> Result<Option<String>, Fault> {
        let name = self.source.next_name()?;
        self.is_next = name.as_deref().is_some_and(|name| self.name.split('|').any(|known| known == name));
        Ok(name)
    }

    fn value(&mut self, slot: &mut dyn Slot) -> Result<(), Fault> {
        if !std::mem::take(&mut self.is_next) {
            return self.source.value(slot);
        }
        self.source.value(&mut Noted { slot, number: &mut self.value })
    }

    fn skip_value(&mut self) -> Result<(), Fault> {
        self.is_next = false;
        self.source.skip_value()
    }

    fn raw_value(&mut self) -> Result<Box<RawValue>, Fault> {
        self.is_next = false;
        self.source.raw_value()
    }
}
