//! The rules that a call can break.

use crate::language::Word as _;

/// A rule that a call can break.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The caller's permission, and an application where one is asked for.
    Access,
    /// A parameter.
    Param(String, ParamRule),
    /// Any field of the entity that the call writes.
    Field(FieldRule),
    /// One field of the entity.
    OwnField(String, FieldRule),
    /// An object's required fields, taken together.
    ObjectIncomplete(String),
    /// A field of an object.
    ObjectField(String, String, FieldRule),
    /// A part of a list call.
    List(ListPart, ListRule),
}

/// What can be wrong with a parameter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ParamRule {
    /// It is not there.
    Missing,
    /// It is no identifier.
    Invalid,
    /// It is not there, is no object, or has no member.
    Empty,
    /// It has members that the entity does not have.
    Unknown,
}

/// What can be wrong with a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FieldRule {
    /// It is required and not there.
    Missing,
    /// Only the server writes it.
    ReadOnly,
    /// Only `add` writes it.
    Immutable,
    /// It has another type.
    Type,
    /// It is the empty text.
    NotEmpty,
    /// It has too many characters.
    MaxChars,
    /// It is none of the words.
    Enum,
    /// It does not match its regular expression.
    Pattern,
    /// Another object of the list has the same.
    Unique,
    /// `update` has it, and another method changes it.
    Elsewhere,
}

/// The parts of a list call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListPart {
    /// Which fields to return.
    Select,
    /// Which rows to return.
    Filter,
    /// In which order.
    Order,
}

/// What can be wrong with a part of a list call.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ListRule {
    /// It is neither list nor object.
    Type,
    /// It names a field that there is not.
    Unknown,
    /// `logic` is neither `AND` nor `OR`.
    Logic,
    /// A direction is neither `ASC` nor `DESC`.
    Direction,
    /// It passed the checks and the storage does not know it.
    Storage,
}

/// As a spec's `when` writes it: `id.missing`, `Self.name.pattern`.
impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Access => f.write_str("access"),
            Self::Param(name, rule) => write!(f, "{name}.{}", rule.word()),
            Self::Field(rule) => write!(f, "field.{rule}"),
            Self::OwnField(field, rule) => write!(f, "Self.{field}.{rule}"),
            Self::ObjectIncomplete(object) => write!(f, "{object}.missing"),
            Self::ObjectField(object, field, rule) => write!(f, "{object}.{field}.{rule}"),
            Self::List(part, rule) => write!(f, "{}.{}", part.word(), rule.word()),
        }
    }
}

impl std::fmt::Display for FieldRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}
