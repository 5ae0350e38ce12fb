//! What fields, parameters and results hold.

/// What a field, parameter or result holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A whole number.
    Integer,
    /// A number with a fraction, kept digit by digit.
    Decimal,
    /// A text.
    String,
    /// A text that must not be printed.
    Secret,
    /// True or false, and how it is written.
    Boolean(Flag),
    /// A date without a time.
    Date,
    /// A date with a time.
    DateTime,
    /// Any JSON value.
    Any,
    /// The identifier of an entity, or of an object.
    Id(EntityName),
    /// One of a closed list of words.
    Enum(String),
    /// An object of this family.
    Object(String),
    /// The entity of this family as the server returns it.
    Entity(String),
    /// A value or null.
    Option(Box<Type>),
    /// Any number of values.
    List(Box<Type>),
    /// Values by text keys.
    Map(Box<Type>),
}

/// How true and false are written; they are read in any of these forms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Flag {
    /// As JSON's own `true` and `false`.
    #[default]
    Json,
    /// As `"Y"` and `"N"`.
    YesNo,
    /// As `1` and `0`.
    Digit,
}

/// What an identifier identifies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityName {
    /// The entity, or object.
    pub name: String,
    /// The family that it belongs to, if that is another.
    pub family: Option<String>,
}

impl EntityName {
    /// Something of the family's own.
    pub(crate) fn own(name: &str) -> Self {
        Self { name: name.to_owned(), family: None }
    }

    /// Whether this is the entity or object of that name in the family itself.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        self.family.is_none() && self.name == name
    }
}

impl Type {
    /// The word by which the server names the type in messages and in `*.fields`.
    #[must_use]
    pub fn server_word(&self) -> &'static str {
        match self {
            Self::Integer | Self::Id(_) => "integer",
            Self::Decimal => "double",
            Self::String | Self::Secret | Self::Enum(_) => "string",
            Self::Boolean(_) => "boolean",
            Self::Date => "date",
            Self::DateTime => "datetime",
            Self::Any => "any",
            Self::Option(inner) => inner.server_word(),
            Self::Object(_) | Self::Entity(_) | Self::List(_) | Self::Map(_) => "array",
        }
    }

    /// The object whose fields a value of this type carries, looked for inside lists, maps and options.
    #[must_use]
    pub fn object(&self) -> Option<&str> {
        match self {
            Self::Object(name) => Some(name),
            Self::Option(inner) | Self::List(inner) | Self::Map(inner) => inner.object(),
            _ => None,
        }
    }

    /// The type without the option around it.
    #[must_use]
    pub fn not_null(&self) -> &Self {
        match self {
            Self::Option(inner) => inner.not_null(),
            ty => ty,
        }
    }

    /// Whether it is text that limits of length can apply to.
    #[must_use]
    pub fn is_text(&self) -> bool {
        matches!(self.not_null(), Self::String | Self::Secret)
    }
}
