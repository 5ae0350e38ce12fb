//! What constructors and setters take.

use std::fmt;

use super::RustType;
use crate::model::{Field, Type};

/// An argument: a type, or whatever turns into it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Argument {
    /// What is kept.
    pub ty: RustType,
    /// Whether it is taken as `impl Into` that type.
    pub into: bool,
}

impl Argument {
    /// What is taken for a value of a type.
    #[must_use]
    pub fn of(ty: &Type) -> Self {
        let into = matches!(
            ty.not_null(),
            Type::String | Type::Secret | Type::Decimal | Type::Any | Type::List(_) | Type::Map(_)
        );
        Self { ty: RustType::written(ty), into }
    }

    /// What is taken for a field of the entity.
    #[must_use]
    pub fn of_field(field: &Field) -> Self {
        let argument = Self::of(field.write_ty());
        Self { ty: RustType::written_field(field), into: argument.into || field.prefix().is_some() }
    }
}

impl fmt::Display for Argument {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.into { write!(f, "impl Into<{}>", self.ty) } else { self.ty.fmt(f) }
    }
}
