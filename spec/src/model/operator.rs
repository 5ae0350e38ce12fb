//! How a filter compares.

use crate::language::Word;

/// What stands before a field's name in a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operator {
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `!`, the same in other words.
    Not,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
    /// `@`: one of a list.
    OneOf,
    /// `!@`: none of a list.
    NoneOf,
    /// `%`: a part of a text.
    Contains,
    /// `!%`
    NotContains,
    /// `%=`: a whole text, by an SQL pattern.
    Like,
    /// `=%`, the same in other words.
    Pattern,
    /// `!%=`
    NotLike,
    /// `!=%`, the same in other words.
    NotPattern,
}

impl Operator {
    /// The operator that a filter's key begins with, and the field's name. A key without one means `=`.
    #[must_use]
    pub fn split(key: &str) -> (Option<Self>, &str) {
        let name = key.trim_start_matches(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        (Self::of(&key[..key.len() - name.len()]), name)
    }

    /// How it is written.
    #[must_use]
    pub fn word(self) -> &'static str {
        Word::word(self)
    }

    /// The Rust name of the trait by which an entity has it; those that say in other words what another says have none.
    #[must_use]
    pub fn rust_name(self) -> Option<&'static str> {
        Some(match self {
            Self::Equal => "Equal",
            Self::NotEqual => "NotEqual",
            Self::Above => "Above",
            Self::AtLeast => "AtLeast",
            Self::Below => "Below",
            Self::AtMost => "AtMost",
            Self::OneOf => "OneOf",
            Self::NoneOf => "NoneOf",
            Self::Contains => "Contains",
            Self::NotContains => "NotContains",
            Self::Like => "Like",
            Self::NotLike => "NotLike",
            Self::Not | Self::Pattern | Self::NotPattern => return None,
        })
    }

    /// For what says in other words what another says, the other.
    pub(crate) fn canonical(self) -> Self {
        match self {
            Self::Not => Self::NotEqual,
            Self::Pattern => Self::Like,
            Self::NotPattern => Self::NotLike,
            operator => operator,
        }
    }

    /// Whether it looks for a part or a pattern of a text.
    pub(crate) fn is_about_text(self) -> bool {
        matches!(self, Self::Contains | Self::NotContains | Self::Like | Self::NotLike)
    }

    /// The Rust method that compares so.
    #[must_use]
    pub fn method(self) -> &'static str {
        match self.canonical() {
            Self::Equal => "equals",
            Self::NotEqual | Self::Not => "differs_from",
            Self::Above => "above",
            Self::AtLeast => "at_least",
            Self::Below => "below",
            Self::AtMost => "at_most",
            Self::OneOf => "one_of",
            Self::NoneOf => "none_of",
            Self::Contains => "contains",
            Self::NotContains => "lacks",
            Self::Like | Self::Pattern => "like",
            Self::NotLike | Self::NotPattern => "unlike",
        }
    }
}
