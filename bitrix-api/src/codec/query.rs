//! Requests as query strings in PHP's notation, `fields[TITLE]=Sales`: the commands of a batch.

use std::fmt;

use percent_encoding::PercentEncode;

use crate::batch::Reference;

/// A query string that is being written.
#[derive(Default)]
pub(crate) struct Query {
    text: String,
    /// Where an earlier command's result belongs, in the order of the text.
    references: Vec<(usize, Reference)>,
    /// The name of the value that comes next, percent-encoded.
    path: String,
    /// What a server would not get as it was meant.
    unfit: Option<(String, Unfit)>,
}

/// What a query string cannot carry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unfit {
    Boolean,
    Null,
    EmptyList,
    EmptyObject,
    ReferenceInText,
    BracketInName,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Boolean => "a boolean would arrive as a text, which the method refuses",
            Self::Null => "there is no way to write null",
            Self::EmptyList => "there is no way to write an empty list",
            Self::EmptyObject => "there is no way to write an empty object",
            Self::ReferenceInText => "the server would put an earlier result in the place of `$result`",
            Self::BracketInName => "a name that is empty or has a bracket would arrive as another one",
        })
    }
}

impl Query {
    /// The text with references filled in, if it says what it was meant to say; else the place of what it cannot say.
    pub(crate) fn finish(self) -> Result<Template, (String, Unfit)> {
        match self.unfit {
            Some(unfit) => Err(unfit),
            None => Ok(Template { text: self.text, references: self.references }),
        }
    }

    /// Begins an object or a list.
    pub(super) fn open(&self) -> usize {
        self.text.len()
    }

    /// Ends an object or a list; the outermost may be empty.
    pub(super) fn close(&mut self, opened: usize, empty: Unfit) {
        if self.text.len() == opened && !self.path.is_empty() {
            self.unfit(empty);
        }
    }

    /// Goes to a member or an item, and gives the way back.
    pub(super) fn enter(&mut self, name: &str) -> usize {
        let outer = self.path.len();
        if self.path.is_empty() {
            self.path.extend(encoded(name));
        } else {
            self.path.push_str("%5B");
            self.path.extend(encoded(name));
            self.path.push_str("%5D");
        }
        // PHP takes the first bracket for an end, and an empty name for the next number.
        if name.is_empty() || name.contains(['[', ']']) {
            self.unfit(Unfit::BracketInName);
        }
        outer
    }

    pub(super) fn leave(&mut self, outer: usize) {
        self.path.truncate(outer);
    }

    pub(super) fn text(&mut self, value: &str) {
        if value.contains(Reference::BEGINNING) {
            self.unfit(Unfit::ReferenceInText);
        }
        self.plain("");
        self.text.extend(encoded(value));
    }

    /// Writes a value that needs no escape.
    pub(super) fn plain(&mut self, value: &str) {
        if !self.text.is_empty() {
            self.text.push('&');
        }
        self.text.extend([&self.path, "=", value]);
    }

    pub(super) fn reference(&mut self, reference: Reference) {
        self.plain("");
        self.references.push((self.text.len(), reference));
    }

    /// Notes the first thing that cannot be carried.
    pub(super) fn unfit(&mut self, what: Unfit) {
        let path = || percent_encoding::percent_decode_str(&self.path).decode_utf8_lossy().into_owned();
        if self.unfit.is_none() {
            self.unfit = Some((path(), what));
        }
    }
}

fn encoded(text: &str) -> PercentEncode<'_> {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
}

/// A query string, and the places in it where earlier results belong.
#[derive(Debug)]
pub(crate) struct Template {
    text: String,
    references: Vec<(usize, Reference)>,
}

impl Template {
    /// What it refers to.
    pub(crate) fn references(&self) -> impl Iterator<Item = Reference> {
        self.references.iter().map(|(_, reference)| *reference)
    }

    /// Writes the text behind another, with what `value` gives in the place of each reference.
    pub(crate) fn fill(&self, behind: &mut String, value: impl Fn(Reference) -> String) {
        behind.reserve(self.text.len() + 16 * self.references.len());
        let mut from = 0;
        for (at, reference) in &self.references {
            behind.push_str(self.text.get(from..*at).unwrap_or_default());
            behind.extend(encoded(&value(*reference)));
            from = *at;
        }
        behind.push_str(self.text.get(from..).unwrap_or_default());
    }
}
