//! Walks a TOML table: takes the keys it is asked for, reports values of the wrong type, and at the end every key
//! that nobody asked for.

use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::grammar::{Key, Shape};
use crate::kind::Kind;
use crate::source::{Place, Placed, Source};

/// Collects what is wrong while a file is read.
pub(super) struct Findings {
    pub(super) source: Arc<Source>,
    pub(super) found: Vec<Diagnostic>,
}

impl Findings {
    pub(super) fn place<T>(&self, spanned: &Spanned<T>) -> Place {
        Place::new(&self.source, spanned.span())
    }

    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// `expected` is what the key takes, and how that is written.
    pub(super) fn wrong_type(
        &mut self,
        value: &Spanned<DeValue<'_>>,
        key: &str,
        (expected, remedy): (&str, &str),
    ) {
        let place = self.place(value);
        let found = article(value.get_ref().type_str());
        let message = format!("`{key}` takes {expected}, this is {found}");
        self.add(Diagnostic::new(Kind::WrongType, &place, message).help(remedy));
    }

    /// The value as a text, or a finding.
    pub(super) fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<Placed<String>> {
        match value.get_ref() {
            DeValue::String(text) => Some(Placed::new(text.to_string(), self.place(value))),
            _ => {
                self.wrong_type(value, key, ("a string", "write a text in quotes"));
                None
            }
        }
    }

    /// The value as a list of texts, or a finding for each that is none.
    pub(super) fn strings(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Vec<Placed<String>> {
        match value.get_ref() {
            DeValue::Array(items) => items.iter().filter_map(|item| self.string(key, item)).collect(),
            _ => {
                self.wrong_type(
                    value,
                    key,
                    ("a list of strings", "write texts in quotes between `[` and `]`"),
                );
                Vec::new()
            }
        }
    }
}

fn article(word: &str) -> String {
    let vowel = word.starts_with(['a', 'e', 'i', 'o', 'u']);
    format!("{} {word}", if vowel { "an" } else { "a" })
}

/// A key and its value.
pub(super) struct Entry<'t> {
    pub(super) key: Placed<String>,
    pub(super) value: &'t Spanned<DeValue<'t>>,
}

/// A table whose keys are being taken.
pub(super) struct Table<'t> {
    shape: &'static Shape,
    place: Place,
    entries: Vec<Entry<'t>>,
}

impl<'t> Table<'t> {
    /// The entries come in the order of the file.
    pub(super) fn new(
        shape: &'static Shape,
        place: Place,
        table: &'t DeTable<'t>,
        findings: &Findings,
    ) -> Self {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| Entry {
                key: Placed::new(key.get_ref().to_string(), findings.place(key)),
                value,
            })
            .collect();
        entries.sort_by_key(|entry| entry.key.place.span.start);
        Self { shape, place, entries }
    }

    /// The table under a value, or a finding.
    pub(super) fn of(
        shape: &'static Shape,
        key: &Placed<String>,
        value: &'t Spanned<DeValue<'t>>,
        findings: &mut Findings,
    ) -> Option<Self> {
        match value.get_ref() {
            DeValue::Table(table) => Some(Self::new(shape, key.place.clone(), table, findings)),
            _ => {
                findings.wrong_type(
                    value,
                    &key.value,
                    ("a table", "write keys and values between `{` and `}`"),
                );
                None
            }
        }
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.value == key)
    }

    /// Whether there is a text under the key.
    pub(super) fn holds_text(&self, key: &str) -> bool {
        self.entries.iter().any(|entry| entry.key.value == key && entry.value.get_ref().is_str())
    }

    /// Takes the entry of a key that the grammar has.
    pub(super) fn take(&mut self, key: &'static str) -> Option<Entry<'t>> {
        self.shape.keys.iter().find(|known| known.name == key)?;
        let at = self.entries.iter().position(|entry| entry.key.value == key)?;
        Some(self.entries.remove(at))
    }

    /// Takes the entry if its value is of the right kind, else leaves it.
    pub(super) fn take_if(&mut self, key: &str, fits: impl Fn(&DeValue<'_>) -> bool) -> Option<Entry<'t>> {
        let at =
            self.entries.iter().position(|entry| entry.key.value == key && fits(entry.value.get_ref()))?;
        Some(self.entries.remove(at))
    }

    pub(super) fn string(&mut self, key: &'static str, findings: &mut Findings) -> Option<Placed<String>> {
        let entry = self.take(key)?;
        findings.string(key, entry.value)
    }

    pub(super) fn strings(&mut self, key: &'static str, findings: &mut Findings) -> Vec<Placed<String>> {
        self.take(key).map_or_else(Vec::new, |entry| findings.strings(key, entry.value))
    }

    pub(super) fn boolean(&mut self, key: &'static str, findings: &mut Findings) -> Option<Placed<bool>> {
        let entry = self.take(key)?;
        match entry.value.get_ref() {
            DeValue::Boolean(value) => Some(Placed::new(*value, findings.place(entry.value))),
            _ => {
                findings.wrong_type(entry.value, key, ("true or false", "write it without quotes"));
                None
            }
        }
    }

    pub(super) fn integer(&mut self, key: &'static str, findings: &mut Findings) -> Option<Placed<i64>> {
        let entry = self.take(key)?;
        match integer(entry.value.get_ref()) {
            Some(value) => Some(Placed::new(value, findings.place(entry.value))),
            None => {
                findings.wrong_type(entry.value, key, ("a whole number", "write its digits without quotes"));
                None
            }
        }
    }

    /// One of the words that the grammar has for the key, or a finding that names them. `values` says what they mean, in
    /// the grammar's order.
    pub(super) fn word<T: Copy>(
        &mut self,
        key: &'static str,
        values: &[T],
        findings: &mut Findings,
    ) -> Option<Placed<T>> {
        let written = self.string(key, findings)?;
        let words = self.shape.keys.iter().find(|known| known.name == key).map_or(&[][..], Key::words);
        match words.iter().zip(values).find(|(word, _)| **word == written.value) {
            Some((_, value)) => Some(Placed::new(*value, written.place)),
            None => {
                let message = format!("`{key}` cannot be `{}`", written.value);
                findings.add(
                    Diagnostic::new(Kind::UnknownWord, &written.place, message)
                        .suggest(&written.value, words.iter().copied()),
                );
                None
            }
        }
    }

    /// Every entry that is left, for tables whose keys are names.
    pub(super) fn take_rest(&mut self) -> Vec<Entry<'t>> {
        std::mem::take(&mut self.entries)
    }

    /// Reports what nobody asked for.
    pub(super) fn finish(self, findings: &mut Findings) {
        for entry in self.entries {
            let message = format!("{} has no key `{}`", self.shape.what, entry.key.value);
            findings.add(
                Diagnostic::new(Kind::UnknownKey, &entry.key.place, message)
                    .suggest(&entry.key.value, self.shape.keys.iter().map(|key| key.name)),
            );
        }
    }
}

pub(super) fn integer(value: &DeValue<'_>) -> Option<i64> {
    let integer = value.as_integer()?;
    i64::from_str_radix(integer.as_str(), integer.radix()).ok()
}
