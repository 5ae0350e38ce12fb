//! Carries values from any serde deserialiser to a [`Slot`]. It is compiled once for each deserialiser, not for each
//! type.

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::decode::Slot;
use super::fault::Fault;
use super::field::{self, Key};
use super::members::{Items, Members};

/// Reads a whole JSON text into a slot.
pub(crate) fn decode_json(json: &[u8], slot: &mut dyn Slot) -> Result<(), Fault> {
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    decode_into(&mut deserializer, slot)?;
    deserializer.end().map_err(|error| Fault::syntax(error.to_string()))
}

/// Reads one value into a slot.
pub(crate) fn decode_into<'de, D: Deserializer<'de>>(
    deserializer: D,
    slot: &mut dyn Slot,
) -> Result<(), Fault> {
    let mut fault = None;
    let read = (Seed { slot, fault: &mut fault }).deserialize(deserializer);
    match (fault, read) {
        (Some(fault), _) => Err(fault),
        (None, read) => read.map_err(|error| Fault::syntax(error.to_string())),
    }
}

/// A slot on its way through serde. A fault travels beside serde's errors: those carry text only, and end the reading,
/// while behind a value of the wrong kind the text goes on.
struct Seed<'s, 'f> {
    slot: &'s mut dyn Slot,
    fault: &'f mut Option<Fault>,
}

impl Seed<'_, '_> {
    fn keep<E>(self, result: Result<(), Fault>) -> Result<(), E> {
        *self.fault = result.err();
        Ok(())
    }

    /// The same for what has parts, in one of which the text may have ended.
    fn keep_parts<E>(self, result: Result<(), Fault>, error: Option<E>) -> Result<(), E> {
        match error {
            Some(error) => {
                *self.fault = result.err().filter(|fault| !fault.is_syntax());
                Err(error)
            }
            None => self.keep(result),
        }
    }
}

impl<'de> DeserializeSeed<'de> for Seed<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Seed<'_, '_> {
    type Value = ();

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<(), E> {
        let result = self.slot.null();
        self.keep(result)
    }

    fn visit_none<E: serde::de::Error>(self) -> Result<(), E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<(), E> {
        let result = self.slot.boolean(value);
        self.keep(result)
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<(), E> {
        let result = self.slot.integer(value);
        self.keep(result)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<(), E> {
        let result = match i64::try_from(value) {
            Ok(value) => self.slot.integer(value),
            Err(_) => self.slot.unsigned(value),
        };
        self.keep(result)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<(), E> {
        let result = self.slot.float(value);
        self.keep(result)
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<(), E> {
        let result = self.slot.text(value);
        self.keep(result)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<(), A::Error> {
        let mut source = List { seq, error: None };
        let mut items = Items::new(&mut source);
        let result = self.slot.list(&mut items);
        // A type that has read enough leaves the rest.
        let result = result.and(items.skip_rest());
        self.keep_parts(result, source.error)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<(), A::Error> {
        let mut source = Map { map, error: None };
        let mut members = Members::new(&mut source);
        let made = self.slot.object(&mut members);
        let result = members.finish(made);
        self.keep_parts(result, source.error)
    }
}

/// The members of an object, whichever deserialiser they come from.
pub(super) trait MapSource {
    /// The next member whose name is among the fields; others are passed over. `whole` takes the name where only its beginning was asked for.
    fn next_key(
        &mut self,
        fields: &[&'static str],
        likely: usize,
        watch: bool,
        whole: &mut Option<String>,
    ) -> Result<Option<Key>, Fault>;
    fn next_name(&mut self) -> Result<Option<String>, Fault>;
    fn value(&mut self, slot: &mut dyn Slot) -> Result<(), Fault>;
    fn skip_value(&mut self) -> Result<(), Fault>;
    /// The value's text, for whoever may never want to know what it says.
    fn raw_value(&mut self) -> Result<Box<RawValue>, Fault>;
}

/// The items of a list, whichever deserialiser they come from.
pub(super) trait ListSource {
    /// Reads the next item; leaves the slot alone at the end.
    fn item(&mut self, slot: &mut dyn Slot) -> Result<(), Fault>;
}

struct Map<A, E> {
    map: A,
    /// The deserialiser's own error, which knows the line and column; the fault that stands in for it does not.
    error: Option<E>,
}

impl<'de, A: MapAccess<'de>> Map<A, A::Error> {
    /// Nothing can be read behind an error of the text.
    fn go_on(&self) -> Result<(), Fault> {
        if self.error.is_some() { Err(Fault::syntax(String::new())) } else { Ok(()) }
    }

    fn keep<T>(&mut self, result: Result<T, A::Error>) -> Result<T, Fault> {
        result.map_err(|error| {
            self.error = Some(error);
            Fault::syntax(String::new())
        })
    }
}

impl<'de, A: MapAccess<'de>> MapSource for Map<A, A::Error> {
    fn next_key(
        &mut self,
        fields: &[&'static str],
        likely: usize,
        watch: bool,
        whole: &mut Option<String>,
    ) -> Result<Option<Key>, Fault> {
        self.go_on()?;
        loop {
            let key = self.map.next_key_seed(KeySeed { fields, likely, watch, whole: &mut *whole });
            match self.keep(key)? {
                // Most objects have members that nobody asks for: it is not worth the way back to say so.
                Some(Key::Other) => self.skip_value()?,
                key => return Ok(key),
            }
        }
    }

    fn next_name(&mut self) -> Result<Option<String>, Fault> {
        self.go_on()?;
        let name = self.map.next_key();
        self.keep(name)
    }

    fn value(&mut self, slot: &mut dyn Slot) -> Result<(), Fault> {
        let mut fault = None;
        let read = self.map.next_value_seed(Seed { slot, fault: &mut fault });
        let read = self.keep(read);
        fault.map_or(read, Err)
    }

    fn skip_value(&mut self) -> Result<(), Fault> {
        let skipped = self.map.next_value::<IgnoredAny>();
        self.keep(skipped).map(|_| ())
    }

    fn raw_value(&mut self) -> Result<Box<RawValue>, Fault> {
        let raw = self.map.next_value();
        self.keep(raw)
    }
}

struct List<A, E> {
    seq: A,
    error: Option<E>,
}

impl<'de, A: SeqAccess<'de>> ListSource for List<A, A::Error> {
    fn item(&mut self, slot: &mut dyn Slot) -> Result<(), Fault> {
        let mut fault = None;
        if self.error.is_some() {
            return Err(Fault::syntax(String::new()));
        }
        let read = self.seq.next_element_seed(Seed { slot, fault: &mut fault });
        let read = read.map(|_| ()).map_err(|error| {
            self.error = Some(error);
            Fault::syntax(String::new())
        });
        fault.map_or(read, Err)
    }
}

/// Finds a member's name among the fields without keeping the name.
struct KeySeed<'f> {
    fields: &'f [&'static str],
    likely: usize,
    watch: bool,
    whole: &'f mut Option<String>,
}

impl<'de> DeserializeSeed<'de> for KeySeed<'_> {
    type Value = Key;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Key, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeySeed<'_> {
    type Value = Key;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a name")
    }

    fn visit_str<E: serde::de::Error>(self, name: &str) -> Result<Key, E> {
        if self.fields.get(self.likely).is_some_and(|field| *field == name) {
            return Ok(Key::Field(self.likely));
        }
        Ok(match field::find(self.fields, name) {
            Some(found) => {
                if let Key::Many(_) = found {
                    *self.whole = Some(name.to_owned());
                }
                found
            }
            None if self.watch && name == "error" => Key::Error,
            None => Key::Other,
        })
    }
}
