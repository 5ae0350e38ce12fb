//! Reads values: each kind of value that a key can take, or a finding.

use std::sync::Arc;

use toml::Spanned;
use toml::de::DeValue;

use crate::diagnostic::Diagnostic;
use crate::kind::Kind;
use crate::language::{Boolean, ManyOf, OneOf, Text, Texts, Whole, Word};
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

    /// The value as a whole number, or a finding; `expected` is what the key takes, and how that is written.
    pub(super) fn integer(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
        expected: (&str, &str),
    ) -> Option<Placed<i64>> {
        let Some(number) = value.get_ref().as_integer() else {
            self.wrong_type(value, key, expected);
            return None;
        };
        let place = self.place(value);
        match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) => Some(Placed::new(number, place)),
            Err(_) => {
                let help = format!("numbers go from {} to {}", i64::MIN, i64::MAX);
                self.add(Diagnostic::new(Kind::WrongType, &place, "this number is too large").help(help));
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

/// How the parser reads what stands under a key.
pub(super) trait Read {
    /// What it makes of that.
    type Is;

    /// The value, or a finding.
    fn read(key: &str, value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Option<Self::Is>;
}

impl<F> Read for Text<F> {
    type Is = Placed<String>;

    fn read(key: &str, value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Option<Self::Is> {
        findings.string(key, value)
    }
}

impl<F> Read for Texts<F> {
    type Is = Vec<Placed<String>>;

    fn read(key: &str, value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Option<Self::Is> {
        Some(findings.strings(key, value))
    }
}

impl Read for Boolean {
    type Is = Placed<bool>;

    fn read(key: &str, value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Option<Self::Is> {
        match value.get_ref() {
            DeValue::Boolean(flag) => Some(Placed::new(*flag, findings.place(value))),
            _ => {
                findings.wrong_type(value, key, ("true or false", "write it without quotes"));
                None
            }
        }
    }
}

/// Any whole number: what makes sense is checked where it is known what it is for.
impl<const LEAST: u32, const MOST: u32> Read for Whole<LEAST, MOST> {
    type Is = Placed<i64>;

    fn read(key: &str, value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Option<Self::Is> {
        findings.integer(key, value, ("a whole number", "write its digits without quotes"))
    }
}

impl<T: Word> Read for OneOf<T> {
    type Is = Placed<T>;

    fn read(key: &str, value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Option<Self::Is> {
        let written = findings.string(key, value)?;
        match T::of(&written.value) {
            Some(meaning) => Some(Placed::new(meaning, written.place)),
            None => {
                let message = format!("`{key}` cannot be `{}`", written.value);
                findings.add(
                    Diagnostic::new(Kind::UnknownWord, &written.place, message)
                        .suggest(&written.value, T::names()),
                );
                None
            }
        }
    }
}

impl<T: Word> Read for ManyOf<T> {
    type Is = Vec<Placed<T>>;

    fn read(key: &str, value: &Spanned<DeValue<'_>>, findings: &mut Findings) -> Option<Self::Is> {
        let DeValue::Array(items) = value.get_ref() else {
            let expected = ("a list of words", "write texts in quotes between `[` and `]`");
            findings.wrong_type(value, key, expected);
            return None;
        };
        Some(items.iter().filter_map(|item| OneOf::<T>::read(key, item, findings)).collect())
    }
}
