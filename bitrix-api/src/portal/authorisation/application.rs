//! The applications that a portal knows. None sees what another added.

/// Whose an entity is, and who calls.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::portal) enum Application {
    /// The one that states call `self`.
    First,
    /// Another that can call too.
    Second,
    /// One that owns entities and never calls.
    Other,
}

/// The access token that the first application has at first.
pub(in crate::portal) const TOKEN: &str = "portal-token";
/// The one that the second application has at first.
pub(in crate::portal) const SECOND_TOKEN: &str = "portal-token-2";

impl Application {
    /// The word by which states name it as an owner.
    pub(in crate::portal) fn word(self) -> &'static str {
        match self {
            Self::First => "self",
            Self::Second => "second",
            Self::Other => "other",
        }
    }

    /// The application of this word.
    pub(in crate::portal) fn from_word(word: &str) -> Option<Self> {
        [Self::First, Self::Second, Self::Other].into_iter().find(|application| application.word() == word)
    }
}
