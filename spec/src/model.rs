//! A method family with everything looked up and derived: what the macros expand and the portal enforces.

use std::sync::Arc;

use crate::message::Message;
use crate::rust_name;
use crate::source::{Place, Source};

/// One method family, its parents' share included.
#[derive(Debug, Clone)]
pub struct Family {
    /// The name that its methods begin with: `biconnector.connector`.
    pub name: String,
    /// What the family is about, one sentence.
    pub doc: Option<String>,
    /// The permission that an application or webhook needs.
    pub scope: String,
    /// The family's folder in the documentation.
    pub page: Option<String>,
    /// What the methods add, change and return: `Self` in type expressions.
    pub entity: Option<Record>,
    /// Objects inside it, and inside parameters and results.
    pub objects: Vec<Record>,
    /// Closed lists of words.
    pub enums: Vec<Enumeration>,
    /// The methods, in the order of the files, parents first.
    pub methods: Vec<Method>,
    /// The errors, in the order of the files, parents first.
    pub errors: Vec<ErrorCase>,
    /// Every file that had a part in it, the family's own first.
    pub sources: Vec<Arc<Source>>,
}

impl Family {
    /// The object of this name.
    #[must_use]
    pub fn object(&self, name: &str) -> Option<&Record> {
        self.objects.iter().find(|object| object.name == name)
    }

    /// The enumeration of this name.
    #[must_use]
    pub fn enumeration(&self, name: &str) -> Option<&Enumeration> {
        self.enums.iter().find(|one| one.name == name)
    }

    /// Whether a value of this type can be or hold one of which `wanted` is true, objects looked into.
    pub fn holds(&self, ty: &Type, wanted: &dyn Fn(&Type) -> bool) -> bool {
        self.holds_beside(ty, wanted, &mut Vec::new())
    }

    /// Objects may hold themselves, so those that have been looked into are kept in `seen`.
    fn holds_beside<'f>(
        &'f self,
        ty: &'f Type,
        wanted: &dyn Fn(&Type) -> bool,
        seen: &mut Vec<&'f str>,
    ) -> bool {
        if wanted(ty) {
            return true;
        }
        match ty {
            Type::Option(inner) | Type::List(inner) => self.holds_beside(inner, wanted, seen),
            Type::Object(name) if !seen.contains(&name.as_str()) => {
                seen.push(name);
                let fields = self.object(name).into_iter().flat_map(|object| &object.fields);
                fields.into_iter().any(|field| self.holds_beside(&field.ty, wanted, seen))
            }
            _ => false,
        }
    }

    /// The method of this short name: `update`.
    #[must_use]
    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.iter().find(|method| method.name == name)
    }

    /// A method's errors.
    pub fn errors_of<'a>(&'a self, method: &'a Method) -> impl Iterator<Item = &'a ErrorCase> {
        method.errors.iter().filter_map(|&at| self.errors.get(at))
    }

    /// The error with which the server answers a breach of `rule`, if the spec has one.
    #[must_use]
    pub fn refusal(&self, rule: &Rule) -> Option<&ErrorCase> {
        self.errors.iter().find(|case| case.rules.contains(rule))
    }
}

/// An entity or object: a table of fields.
#[derive(Debug, Clone)]
pub struct Record {
    /// Its name, in Rust too.
    pub name: String,
    /// What it is, one sentence.
    pub doc: Option<String>,
    /// Its fields, in the server's order.
    pub fields: Vec<Field>,
}

impl Record {
    /// The field of this wire name.
    #[must_use]
    pub fn field(&self, name: &str) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name)
    }

    /// The field that other families point at: the one called `id`.
    #[must_use]
    pub fn id(&self) -> Option<&Field> {
        self.fields.iter().find(|field| field.is_id())
    }

    /// The fields that `add` must have.
    pub fn required(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| field.required)
    }

    /// The fields that `add` may have besides.
    pub fn optional_on_add(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.read_only && !field.required)
    }

    /// The fields that `update` may change.
    pub fn changeable(&self) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(|field| !field.read_only && !field.immutable)
    }
}

/// One field of an entity or object.
#[derive(Debug, Clone)]
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
    /// What it holds.
    pub ty: Type,
    /// `add` must have it.
    pub required: bool,
    /// Only the server writes it.
    pub read_only: bool,
    /// `add` may write it, `update` may not.
    pub immutable: bool,
    /// An object may come without it.
    pub optional: bool,
    /// The empty text is refused.
    pub not_empty: bool,
    /// The most characters (not bytes) of a text.
    pub max_chars: Option<u32>,
    /// What the server takes where `add` leaves it out.
    pub default: Option<DefaultValue>,
    /// How `update` takes a list.
    pub update: Update,
    /// A list call may name it in its `select`.
    pub selectable: bool,
    /// The first release that knows the field; older portals neither return nor accept it.
    pub since: Option<String>,
}

impl Field {
    /// The Rust name.
    #[must_use]
    pub fn rust_name(&self) -> String {
        rust_name::snake(&self.name)
    }

    /// Whether this is the entity's identifier.
    #[must_use]
    pub fn is_id(&self) -> bool {
        self.name.eq_ignore_ascii_case("id")
    }

    /// Whether an answer may come without it, so that its Rust type is an `Option`.
    #[must_use]
    pub fn may_be_absent(&self) -> bool {
        self.optional || self.since.is_some()
    }
}

/// What a field, parameter or result holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Type {
    /// A whole number.
    Integer,
    /// A text.
    String,
    /// True or false.
    Boolean,
    /// A date with a time.
    DateTime,
    /// The identifier of an entity of this family.
    Id(String),
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
}

impl Type {
    /// The word by which the server names the type in messages and in `*.fields`.
    #[must_use]
    pub fn server_word(&self) -> &'static str {
        match self {
            Self::Integer | Self::Id(_) => "integer",
            Self::String | Self::Enum(_) => "string",
            Self::Boolean => "boolean",
            Self::DateTime => "datetime",
            Self::Option(inner) => inner.server_word(),
            Self::Object(_) | Self::Entity(_) | Self::List(_) => "array",
        }
    }

    /// The object whose fields a value of this type carries, looked for inside lists and options.
    #[must_use]
    pub fn object(&self) -> Option<&str> {
        match self {
            Self::Object(name) => Some(name),
            Self::Option(inner) | Self::List(inner) => inner.object(),
            _ => None,
        }
    }

    /// Whether it is text that limits of length can apply to.
    #[must_use]
    pub fn is_text(&self) -> bool {
        match self {
            Self::String => true,
            Self::Option(inner) => inner.is_text(),
            _ => false,
        }
    }
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

/// How `update` takes a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Update {
    /// Like any other value.
    #[default]
    Patch,
    /// The new list takes the old one's place.
    Replace,
}

/// A closed list of words.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The Rust name: the object's and the field's together.
    pub name: String,
    /// The entity or object with the field.
    pub owner: String,
    /// What the field it stands in means.
    pub doc: Option<String>,
    /// The words as they stand on the wire.
    pub words: Vec<String>,
}

/// One method.
#[derive(Debug, Clone)]
pub struct Method {
    /// The short name: `update`.
    pub name: String,
    /// The name on the wire: `biconnector.connector.update`.
    pub wire_name: String,
    /// What it does.
    pub doc: Option<String>,
    /// Whether it changes anything.
    pub kind: Kind,
    /// Who may call it.
    pub context: Context,
    /// Its parameters, the page of a list not among them.
    pub params: Vec<Param>,
    /// How it pages, if it lists.
    pub list: Option<List>,
    /// What it answers.
    pub result: ResultShape,
    /// Its errors, as positions in the family's table.
    pub errors: Vec<usize>,
    /// Where the method is written, for messages about it.
    pub place: Place,
}

impl Method {
    /// The Rust name of its request type.
    #[must_use]
    pub fn rust_name(&self) -> String {
        rust_name::upper_camel(&self.name)
    }
}

/// Whether a method changes anything: what may be repeated when its outcome is unknown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// It only looks.
    Read,
    /// It changes something.
    Write,
}

/// Who may call a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Context {
    /// Applications and webhooks.
    Any,
    /// Applications only.
    Application,
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct Param {
    /// The name on the wire.
    pub name: String,
    /// What it holds.
    pub ty: ParamType,
}

/// What a parameter holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ParamType {
    /// A value.
    Value(Type),
    /// A new entity: the required fields and any of the others.
    New,
    /// Changes to an entity: any changeable field, at least one.
    Patch,
}

/// How a list method pages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// The parameter that takes the page's number, from 1.
    pub page: String,
    /// Rows of a full page.
    pub size: u32,
}

/// What a method answers in `result`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ResultShape {
    /// The boolean `true`, and nothing else.
    True,
    /// A value.
    Value(Type),
    /// An object of which one member is wanted.
    Member(String, Type),
}

/// One way in which a method may be refused.
#[derive(Debug, Clone)]
pub struct ErrorCase {
    /// Its name in the spec: the code, unless the code is none.
    pub name: String,
    /// The code on the wire.
    pub code: Code,
    /// The text.
    pub message: Message,
    /// What it means, where the text does not say it.
    pub doc: Option<String>,
    /// The rules whose breach it answers; none where only the server can know.
    pub rules: Vec<Rule>,
    /// Where it stands in the answer.
    pub at: ErrorPlace,
    /// The HTTP status it comes with.
    pub http: u16,
    /// Whether all portals use this very text.
    pub exact: bool,
}

impl ErrorCase {
    /// The Rust name of its variant.
    #[must_use]
    pub fn rust_name(&self) -> String {
        rust_name::upper_camel(&self.name)
    }
}

/// An error code; a number is not the same as its digits in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Code {
    /// A JSON string, possibly empty.
    Text(String),
    /// A JSON number.
    Number(i64),
}

impl std::fmt::Display for Code {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(code) => code.fmt(f),
            Self::Number(code) => code.fmt(f),
        }
    }
}

/// Where an error stands in an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorPlace {
    /// Inside `result`, with HTTP 200.
    Result,
    /// Beside `result`.
    Top,
}

/// A rule that a call can break.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Rule {
    /// The caller's permission, and an application where one is asked for.
    Access,
    /// A parameter.
    Param(String, ParamRule),
    /// Any field of the entity that the call writes.
    Field(FieldRule),
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
    /// It has members that the entity has not.
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
