//! Walks a TOML table: takes the keys that the language has for it, and at the end reports every other.

use std::marker::PhantomData;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::value::{Findings, Read};
use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::language::{Key, Keys};
use crate::source::{Place, Placed};

/// A key and its value.
pub(super) struct Entry<'t> {
    pub(super) key: Placed<String>,
    pub(super) value: &'t Spanned<DeValue<'t>>,
}

impl<'t> Entry<'t> {
    /// The value as a text, or a finding.
    pub(super) fn text(&self, findings: &mut Findings) -> Option<Placed<String>> {
        findings.string(&self.key.value, self.value)
    }

    /// What stands in the table under the key, in the order of the file, or a finding.
    pub(super) fn entries(&self, findings: &mut Findings) -> Option<Vec<Entry<'t>>> {
        match self.value.get_ref() {
            DeValue::Table(table) => Some(entries(table, findings)),
            _ => {
                let expected = ("a table", "write keys and values between `{` and `}`");
                findings.wrong_type(self.value, &self.key.value, expected);
                None
            }
        }
    }
}

fn entries<'t>(table: &'t DeTable<'t>, findings: &Findings) -> Vec<Entry<'t>> {
    let entry = |(key, value): (&'t Spanned<_>, _)| Entry {
        key: Placed::new(ToString::to_string(key.get_ref()), findings.place(key)),
        value,
    };
    let mut entries: Vec<_> = table.iter().map(entry).collect();
    entries.sort_by_key(|entry| entry.key.place.span.start);
    entries
}

/// A table of the kind `K` whose keys are being taken.
pub(super) struct Table<'t, K> {
    place: Place,
    entries: Vec<Entry<'t>>,
    kind: PhantomData<K>,
}

impl<'t, K: Keys> Table<'t, K> {
    /// The table at a place.
    pub(super) fn new(place: Place, table: &'t DeTable<'t>, findings: &Findings) -> Self {
        Self { place, entries: entries(table, findings), kind: PhantomData }
    }

    /// The table under a key, or a finding.
    pub(super) fn of(entry: &Entry<'t>, findings: &mut Findings) -> Option<Self> {
        let entries = entry.entries(findings)?;
        Some(Self { place: entry.key.place.clone(), entries, kind: PhantomData })
    }

    pub(super) fn place(&self) -> &Place {
        &self.place
    }

    pub(super) fn has<V>(&self, key: Key<K, V>) -> bool {
        self.entries.iter().any(|entry| entry.key.value == key.name)
    }

    pub(super) fn take<V>(&mut self, key: Key<K, V>) -> Option<Entry<'t>> {
        let at = self.entries.iter().position(|entry| entry.key.value == key.name)?;
        Some(self.entries.remove(at))
    }

    /// What stands under the key, or a finding.
    pub(super) fn get<V: Read>(&mut self, key: Key<K, V>, findings: &mut Findings) -> Option<V::Is> {
        let entry = self.take(key)?;
        V::read(&entry.key.value, entry.value, findings)
    }

    /// Reports what the language does not have.
    pub(super) fn finish(self, findings: &mut Findings) {
        for entry in self.entries {
            let message = format!("{} has no key `{}`", K::WHAT, entry.key.value);
            findings.add(
                Diagnostic::new(Kind::UnknownKey, &entry.key.place, message)
                    .suggest(&entry.key.value, K::KEYS.iter().map(|line| line.name)),
            );
        }
    }
}
