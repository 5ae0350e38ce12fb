//! What keeps a typed call from breaking a rule.

use crate::model::{Context, FieldRule, Method, Rule};

/// What keeps a typed call from breaking a rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Keeper {
    /// A call that breaks it does not compile.
    Types,
    /// It is found before the call is sent.
    Check,
    /// Only the server can know.
    Server,
}

impl Keeper {
    /// The keeper of a method's rule.
    #[must_use]
    pub fn of(method: &Method, rule: &Rule) -> Self {
        match rule {
            // Whether the caller is an application its client's type says; whether its user has the permission, nobody.
            Rule::Access if method.context == Context::Any => Self::Server,
            Rule::Access | Rule::Param(..) | Rule::ObjectIncomplete(_) | Rule::List(..) => Self::Types,
            Rule::Field(rule) | Rule::OwnField(_, rule) | Rule::ObjectField(_, _, rule) => match rule {
                FieldRule::Missing
                | FieldRule::ReadOnly
                | FieldRule::Immutable
                | FieldRule::Type
                | FieldRule::Elsewhere => Self::Types,
                FieldRule::NotEmpty
                | FieldRule::MaxChars
                | FieldRule::Enum
                | FieldRule::Pattern
                | FieldRule::Unique => Self::Check,
            },
        }
    }
}
