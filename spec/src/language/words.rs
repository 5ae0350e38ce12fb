//! The words of the language: what they are called in a spec, and what they mean.

use crate::model::{
    Asked, Context, ErrorPlace, FieldRule, Flag, ListPart, ListRule, MethodKind, Operator, ParamRule,
};

/// One of a few words.
pub(crate) trait Word: Copy + PartialEq + 'static {
    /// All of them, with what they mean.
    const WORDS: &'static [(&'static str, Self)];

    /// What the word means.
    fn of(written: &str) -> Option<Self> {
        Self::WORDS.iter().find(|(word, _)| *word == written).map(|(_, meaning)| *meaning)
    }

    /// How it is written.
    fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, meaning)| *meaning == self).map_or("", |(word, _)| word)
    }

    /// The words by themselves.
    fn names() -> impl Iterator<Item = &'static str> {
        Self::WORDS.iter().map(|(word, _)| *word)
    }
}

impl Word for Asked {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("string", Self::Text),
        ("columns", Self::Columns),
        ("filter", Self::Filter),
        ("limit", Self::Limit),
        ("names", Self::Names),
    ];
}

impl Word for Context {
    const WORDS: &'static [(&'static str, Self)] = &[("any", Self::Any), ("application", Self::Application)];
}

impl Word for ErrorPlace {
    const WORDS: &'static [(&'static str, Self)] = &[("result", Self::Result), ("top", Self::Top)];
}

impl Word for Flag {
    const WORDS: &'static [(&'static str, Self)] =
        &[("json", Self::Json), ("Y/N", Self::YesNo), ("0/1", Self::Digit)];
}

impl Word for MethodKind {
    const WORDS: &'static [(&'static str, Self)] = &[("read", Self::Read), ("write", Self::Write)];
}

impl Word for FieldRule {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("missing", Self::Missing),
        ("read_only", Self::ReadOnly),
        ("immutable", Self::Immutable),
        ("type", Self::Type),
        ("not_empty", Self::NotEmpty),
        ("max_chars", Self::MaxChars),
        ("enum", Self::Enum),
        ("pattern", Self::Pattern),
        ("unique", Self::Unique),
        ("elsewhere", Self::Elsewhere),
    ];
}

impl Word for ParamRule {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("missing", Self::Missing),
        ("invalid", Self::Invalid),
        ("empty", Self::Empty),
        ("unknown", Self::Unknown),
    ];
}

impl Word for ListPart {
    const WORDS: &'static [(&'static str, Self)] =
        &[("select", Self::Select), ("filter", Self::Filter), ("order", Self::Order)];
}

impl Word for ListRule {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("type", Self::Type),
        ("unknown", Self::Unknown),
        ("logic", Self::Logic),
        ("direction", Self::Direction),
        ("storage", Self::Storage),
    ];
}

impl Word for Operator {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("=", Self::Equal),
        ("!=", Self::NotEqual),
        ("!", Self::Not),
        (">", Self::Above),
        (">=", Self::AtLeast),
        ("<", Self::Below),
        ("<=", Self::AtMost),
        ("@", Self::OneOf),
        ("!@", Self::NoneOf),
        ("%", Self::Contains),
        ("!%", Self::NotContains),
        ("%=", Self::Like),
        ("=%", Self::Pattern),
        ("!%=", Self::NotLike),
        ("!=%", Self::NotPattern),
    ];
}
