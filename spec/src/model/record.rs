//! Tables of fields.

use super::Type;
use crate::rust;

/// An entity or object: a table of fields.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its name, in Rust too.
    pub name: String,
    /// What it is, one sentence.
    pub doc: Option<String>,
    /// Its fields, in the server's order.
    pub fields: Vec<Field>,
    /// It is the base family's.
    pub inherited: bool,
}

impl Record {
    /// The field of this wire name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field that others point at: the one called `id`, if it is an identifier.
    #[must_use]
    pub fn id(&self) -> Option<&Field> {
        let is_own = |field: &&Field| matches!(&field.ty, Type::Id(of) if of.is(&self.name));
        self.fields.iter().filter(is_own).find(|field| field.is_id())
    }

    /// The fields that `add` must have.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.writable().filter(|field| field.required != Required::No)
    }

    /// The fields that `add` may have besides.
    pub fn optional_on_add(&self) -> impl Iterator<Item = &Field> {
        self.writable().filter(|field| field.required == Required::No)
    }

    /// The fields that `update` may change.
    pub fn changeable(&self) -> impl Iterator<Item = &Field> {
        self.writable().filter(|field| !field.immutable && !matches!(field.update, Update::By(_)))
    }

    /// The fields that `update` must have, whether they change or not.
    pub fn required_on_update(&self) -> impl Iterator<Item = &Field> {
        self.changeable().filter(|field| field.required == Required::Always)
    }

    /// The fields that a caller can write to some purpose.
    pub fn writable(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.read_only && !field.ignored)
    }
}

/// One field of an entity or object.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a statement that a spec makes or leaves out")]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
    /// Its name in Rust, where that does not follow from its own.
    pub rust: Option<String>,
    /// What it holds, as it is read.
    pub ty: Type,
    /// What is written, where that is something else.
    pub write: Option<Type>,
    /// Other names under which an answer may have it.
    pub aliases: Vec<String>,
    /// Which calls must have it.
    pub required: Required,
    /// Only the server writes it.
    pub read_only: bool,
    /// `add` may write it, `update` may not.
    pub immutable: bool,
    /// An object may come without it.
    pub optional: bool,
    /// The empty text or list is refused.
    pub not_empty: bool,
    /// The most characters (not bytes) of a text.
    pub max_chars: Option<u32>,
    /// The regular expression that a text matches.
    pub pattern: Option<String>,
    /// No two objects of one list have the same.
    pub unique: bool,
    /// The server checks it and then does nothing with it.
    pub ignored: bool,
    /// What the server takes where `add` leaves it out.
    pub default: Option<DefaultValue>,
    /// How `update` takes it.
    pub update: Update,
    /// The methods that return it, by their short names; all of those that return the entity, if none are named.
    pub returned: Option<Vec<String>>,
    /// A list call may name it in its `select`.
    pub selectable: bool,
    /// A list call may name it in its `filter`.
    pub filterable: bool,
    /// A list call may name it in its `order`.
    pub orderable: bool,
    /// `fields` describes it; what is not described no call may name.
    pub described: bool,
    /// The first release that knows the field; older portals neither return nor accept it.
    pub since: Option<String>,
}

impl Field {
    /// The Rust name.
    #[must_use]
    pub fn rust_name(&self) -> String {
        self.rust.clone().unwrap_or_else(|| rust::snake(&self.name))
    }

    /// Whether this is the identifier of its entity or object.
    #[must_use]
    pub fn is_id(&self) -> bool {
        self.name.eq_ignore_ascii_case("id") && matches!(&self.ty, Type::Id(of) if of.family.is_none())
    }

    /// Whether an answer may come without it, so that its Rust type is an `Option`.
    #[must_use]
    pub fn may_be_absent(&self) -> bool {
        self.optional || self.since.is_some() || self.returned.is_some()
    }

    /// What is written.
    #[must_use]
    pub fn write_ty(&self) -> &Type {
        self.write.as_ref().unwrap_or(&self.ty)
    }

    /// What its wire name begins with, if it stands for every field of such a name: `UF_` for `UF_*`.
    #[must_use]
    pub fn prefix(&self) -> Option<&str> {
        self.name.strip_suffix('*')
    }

    /// Whether a text matches its regular expression, if it has one.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let pattern = self.pattern.as_deref().map(regex_lite::Regex::new);
        // One that cannot be read has been reported where it is written.
        pattern.and_then(Result::ok).is_none_or(|pattern| pattern.is_match(text))
    }

    /// Whether answers of this method have it.
    #[must_use]
    pub fn is_returned_by(&self, method: &str) -> bool {
        self.returned.as_ref().is_none_or(|returned| returned.iter().any(|name| name == method))
    }
}

/// Which calls must have a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Required {
    /// None.
    #[default]
    No,
    /// `add`.
    OnAdd,
    /// `add`, and every `update`.
    Always,
}

/// A `default`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DefaultValue {
    /// Of a boolean.
    Boolean(bool),
    /// Of an integer.
    Integer(i64),
    /// Of a text.
    String(String),
}

impl std::fmt::Display for DefaultValue {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::String(value) => write!(f, "\"{value}\""),
        }
    }
}

/// How `update` takes a field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Update {
    /// The new value takes the old one's place.
    #[default]
    Patch,
    /// So does a new list, whole.
    Replace,
    /// The new members are laid over the old ones, key by key.
    Merge,
    /// Not at all: the method of this short name changes it.
    By(String),
}
