//! What the server would refuse in a request, found before it is sent.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use crate::codec::{self, Encode, Segment};

/// Everything in a request that the server would refuse, each with its path.
///
/// ```
/// use bitrix_api::Request;
/// use bitrix_api::biconnector::connector::{ConnectorId, Update};
///
/// let update = Update::new(ConnectorId::new(4)?).title("x".repeat(513));
/// let refused = update.check().expect_err("512 characters are the most");
/// assert_eq!(refused.to_string(), "fields.title: 513 characters, at most 512");
/// # Ok::<(), bitrix_api::NotAnId>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Violations {
    found: Vec<Violation>,
}

/// One limit that a request breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    /// Where in the request: `fields.settings[0].name`.
    pub path: String,
    /// Which limit, and by how much.
    pub breach: Breach,
}

/// A limit of the server's.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Breach {
    /// A text has more characters (not bytes) than the server takes.
    TooLong {
        /// How many it has.
        characters: usize,
        /// How many it may have.
        most: usize,
    },
    /// A text or list is empty that must not be.
    Empty,
    /// A text does not have the form that the server asks for.
    NoMatch {
        /// The regular expression of the form.
        pattern: &'static str,
    },
    /// An item of a list has what another before it has, and no two may have the same.
    Repeated {
        /// The position of the other item.
        first: usize,
    },
    /// A filter compares a field twice by one operator, and of the two the server would see only one.
    SaidTwice,
    /// A list that is walked by id has an order of its own.
    OwnOrder,
    /// A word is none of those that the server knows.
    UnknownWord {
        /// The words that it knows.
        known: &'static [&'static str],
    },
}

impl Violations {
    pub(crate) fn of(request: &(impl Encode + ?Sized)) -> Result<(), Self> {
        let mut found = Self::default();
        request.violations(&mut found);
        if found.found.is_empty() { Ok(()) } else { Err(found) }
    }

    /// Each violation, in the order of the request.
    pub fn iter(&self) -> impl Iterator<Item = &Violation> {
        self.found.iter()
    }

    /// Looks for violations inside a member.
    pub fn member(&mut self, name: &'static str, value: &dyn Encode) {
        self.inside(Segment::Member(name), |found| value.violations(found));
    }

    pub(crate) fn item(&mut self, at: usize, value: &dyn Encode) {
        self.inside(Segment::Item(at), |found| value.violations(found));
    }

    pub(crate) fn entry(&mut self, name: &str, value: &dyn Encode) {
        self.inside(Segment::Entry(name), |found| value.violations(found));
    }

    /// Reports a text or list that is empty.
    pub fn not_empty(&mut self, name: &'static str, value: &dyn CanBeEmpty) {
        if value.is_empty() {
            self.inside(Segment::Member(name), |found| found.add(Breach::Empty));
        }
    }

    /// Reports a text of more than so many characters.
    pub fn max_chars(&mut self, name: &'static str, value: &dyn Text, most: usize) {
        // A text has no more characters than bytes, so most need not be counted.
        let Some(text) = value.text().filter(|text| text.len() > most) else { return };
        let characters = text.chars().count();
        if characters > most {
            self.inside(Segment::Member(name), |found| found.add(Breach::TooLong { characters, most }));
        }
    }

    /// Reports a text that does not match a regular expression.
    pub fn pattern(&mut self, name: &'static str, value: &dyn Text, pattern: &'static str) {
        let Some(text) = value.text() else { return };
        // A pattern that is none would be the spec's mistake, which its checker reports.
        if regex_lite::Regex::new(pattern).is_ok_and(|form| !form.is_match(text)) {
            self.inside(Segment::Member(name), |found| found.add(Breach::NoMatch { pattern }));
        }
    }

    /// Reports entries of a map whose names do not match a regular expression: those would stand for other fields, beside
    /// what is said of them.
    pub fn names<T>(&mut self, entries: Option<&BTreeMap<String, T>>, pattern: &'static str) {
        let Some(entries) = entries.filter(|entries| !entries.is_empty()) else { return };
        let Ok(form) = regex_lite::Regex::new(pattern) else { return };
        for name in entries.keys().filter(|name| !form.is_match(name)) {
            self.breach_of(name, Breach::NoMatch { pattern });
        }
    }

    /// Reports items of a list that have a member in common with one before them. Nothing is in common to those that
    /// leave it out.
    pub fn unique<L: Items>(
        &mut self,
        list: &'static str,
        items: &L,
        member: &'static str,
        value: impl Fn(&L::Item) -> &dyn Encode,
    ) {
        let mut seen: HashMap<Vec<u8>, usize> = HashMap::new();
        for (at, item) in items.items().iter().enumerate() {
            let value = value(item);
            if value.is_absent() {
                continue;
            }
            let first = *seen.entry(codec::to_json(value)).or_insert(at);
            if first < at {
                let (list, item, member) =
                    (Segment::Member(list), Segment::Item(at), Segment::Member(member));
                self.inside(list, |found| {
                    found.inside(item, |found| {
                        found.inside(member, |found| found.add(Breach::Repeated { first }));
                    });
                });
            }
        }
    }

    /// Reports a word that is none of the known ones.
    pub fn unknown_word(&mut self, known: &'static [&'static str]) {
        self.add(Breach::UnknownWord { known });
    }

    /// Reports something about an entry.
    pub(crate) fn breach_of(&mut self, name: &str, breach: Breach) {
        self.inside(Segment::Entry(name), |found| found.add(breach));
    }

    /// Reports something about the whole value.
    pub(crate) fn breach(&mut self, breach: Breach) {
        self.add(breach);
    }

    /// Looks inside a part. What breaks no limit needs no path, so each path is made on the way back.
    fn inside(&mut self, part: Segment<'_>, look: impl FnOnce(&mut Self)) {
        let before = self.found.len();
        look(self);
        for violation in self.found.iter_mut().skip(before) {
            violation.path = part.before(&violation.path);
        }
    }

    fn add(&mut self, breach: Breach) {
        self.found.push(Violation { path: String::new(), breach });
    }
}

/// A text that may be left out.
#[doc(hidden)]
pub trait Text {
    /// The text, unless it is left out.
    fn text(&self) -> Option<&str>;
}

impl Text for String {
    fn text(&self) -> Option<&str> {
        Some(self)
    }
}

impl<T: Text> Text for Option<T> {
    fn text(&self) -> Option<&str> {
        self.as_ref().and_then(Text::text)
    }
}

/// A list, which may be left out.
#[doc(hidden)]
pub trait Items {
    /// What it lists.
    type Item;

    /// The items.
    fn items(&self) -> &[Self::Item];
}

impl<T> Items for Vec<T> {
    type Item = T;

    fn items(&self) -> &[T] {
        self
    }
}

impl<L: Items> Items for Option<L> {
    type Item = L::Item;

    fn items(&self) -> &[L::Item] {
        self.as_ref().map_or(&[], Items::items)
    }
}

/// A text or list, which may be left out.
#[doc(hidden)]
pub trait CanBeEmpty {
    /// Whether it is there and has nothing in it.
    fn is_empty(&self) -> bool;
}

impl CanBeEmpty for String {
    fn is_empty(&self) -> bool {
        self.as_str().is_empty()
    }
}

impl<T> CanBeEmpty for Vec<T> {
    fn is_empty(&self) -> bool {
        self.as_slice().is_empty()
    }
}

impl<T: CanBeEmpty> CanBeEmpty for Option<T> {
    fn is_empty(&self) -> bool {
        self.as_ref().is_some_and(CanBeEmpty::is_empty)
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, violation) in self.found.iter().enumerate() {
            if at > 0 {
                f.write_str("; ")?;
            }
            violation.fmt(f)?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.path)?;
        match &self.breach {
            Breach::TooLong { characters, most } => write!(f, "{characters} characters, at most {most}"),
            Breach::Empty => f.write_str("empty, and must not be"),
            Breach::NoMatch { pattern } => write!(f, "not of the form {pattern}"),
            Breach::Repeated { first } => write!(f, "the same as that of item {first}"),
            Breach::SaidTwice => f.write_str("said twice, and the server sees only one of the two"),
            Breach::OwnOrder => f.write_str("a list that is walked by id can have no other order"),
            Breach::UnknownWord { known } => write!(f, "none of {}", known.join(", ")),
        }
    }
}
