//! Rust types of what the spec says.

use std::fmt;

use crate::model::{Field, Type};

/// A Rust type, names of the library's and the family's own without their paths.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RustType {
    /// `i64`, `bool`, `String`, or one of the library's: `Decimal`, `Secret`, `Date`, `DateTime`, `Value`.
    Plain(&'static str),
    /// An identifier: `ConnectorId`.
    Id(String),
    /// An object, enum or entity of the family.
    Own(String),
    /// `Option<T>`
    Option(Box<Self>),
    /// `Vec<T>`
    Vec(Box<Self>),
    /// `BTreeMap<String, T>`
    Map(Box<Self>),
}

impl RustType {
    /// The type of a value.
    #[must_use]
    pub fn of(ty: &Type) -> Self {
        match ty {
            Type::Integer => Self::Plain("i64"),
            Type::String => Self::Plain("String"),
            Type::Decimal => Self::Plain("Decimal"),
            Type::Secret => Self::Plain("Secret"),
            Type::Boolean(_) => Self::Plain("bool"),
            Type::Date => Self::Plain("Date"),
            Type::DateTime => Self::Plain("DateTime"),
            Type::Any => Self::Plain("Value"),
            Type::Id(of) => Self::Id(format!("{}Id", of.name)),
            Type::Enum(name) | Type::Object(name) | Type::Entity(name) => Self::Own(name.clone()),
            Type::Option(inner) => Self::Option(Box::new(Self::of(inner))),
            Type::List(inner) => Self::Vec(Box::new(Self::of(inner))),
            Type::Map(inner) => Self::Map(Box::new(Self::of(inner))),
        }
    }

    /// The type of a field as it is read: optional where an answer may come without it.
    #[must_use]
    pub fn read(field: &Field) -> Self {
        let ty = Self::of(&field.ty);
        if field.prefix().is_some() {
            return Self::Map(Box::new(ty));
        }
        if field.may_be_absent() && !matches!(ty, Self::Option(_)) {
            return Self::Option(Box::new(ty));
        }
        ty
    }

    /// The type of a parameter as it is written: null cannot be.
    #[must_use]
    pub fn written(ty: &Type) -> Self {
        Self::of(ty.not_null())
    }

    /// The type of a field as it is written.
    #[must_use]
    pub fn written_field(field: &Field) -> Self {
        let ty = Self::written(field.write_ty());
        if field.prefix().is_some() { Self::Map(Box::new(ty)) } else { ty }
    }
}

impl fmt::Display for RustType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(name) => f.write_str(name),
            Self::Id(name) | Self::Own(name) => f.write_str(name),
            Self::Option(inner) => write!(f, "Option<{inner}>"),
            Self::Vec(inner) => write!(f, "Vec<{inner}>"),
            Self::Map(inner) => write!(f, "BTreeMap<String, {inner}>"),
        }
    }
}
