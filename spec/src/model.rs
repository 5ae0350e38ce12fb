//! A method family with everything looked up and derived: what the macros expand and the portal enforces.

use std::sync::Arc;

use crate::message::Message;
use crate::rust_name;
use crate::source::{Place, Source};

const DOCUMENTATION: &str = "https://apidocs.bitrix24.com";

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
    /// The family that takes its place.
    pub deprecated: Option<String>,
    /// The first release that has its methods.
    pub since: Option<String>,
    /// The family that it extends, if it extends a whole one: what is inherited is that family's own.
    pub base: Option<String>,
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
            Type::Option(inner) | Type::List(inner) | Type::Map(inner) => {
                self.holds_beside(inner, wanted, seen)
            }
            Type::Object(name) if !seen.contains(&name.as_str()) => {
                seen.push(name);
                let fields = self.object(name).into_iter().flat_map(|object| &object.fields);
                fields.into_iter().any(|field| self.holds_beside(&field.ty, wanted, seen))
            }
            _ => false,
        }
    }

    /// The address of a method's page in the documentation.
    #[must_use]
    pub fn documentation(&self, method: &Method) -> Option<String> {
        let page = self.page.as_ref()?;
        Some(format!("{DOCUMENTATION}/{page}/{}.html", method.wire_name.replace('.', "-")))
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

    /// The error with which a method answers a breach of `rule`, if the spec has one.
    #[must_use]
    pub fn refusal<'a>(&'a self, method: &'a Method, rule: &Rule) -> Option<&'a ErrorCase> {
        self.errors_of(method).find(|case| case.rules.contains(rule))
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
        self.fields.iter().find(|field| matches!(&field.ty, Type::Id(of) if of.is(&self.name)))
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
pub struct Field {
    /// The name on the wire.
    pub name: String,
    /// What it means.
    pub doc: Option<String>,
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
        rust_name::snake(&self.name)
    }

    /// Whether this is the entity's identifier.
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

/// A closed list of words.
#[derive(Debug, Clone)]
pub struct Enumeration {
    /// The Rust name: its own, or the object's and the field's together.
    pub name: String,
    /// What it means, or what the field means that it stands in.
    pub doc: Option<String>,
    /// The words as they stand on the wire.
    pub words: Vec<String>,
    /// It is the base family's.
    pub inherited: bool,
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
    /// What to do instead of calling it.
    pub deprecated: Option<String>,
    /// What a caller has to fear.
    pub warning: Option<String>,
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
    /// Which of the entity's fields stand deeper in the answer.
    pub nested: Option<Nested>,
    /// Where the answer lists the entity's fields: the member of each item that holds a field's name.
    pub describes: Option<String>,
    /// The base family has it too.
    pub inherited: bool,
    /// Its errors, as positions in the family's table: in the order in which the server looks for them.
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
    /// What it means.
    pub doc: Option<String>,
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
    /// The parameter that takes the place to begin at.
    pub param: String,
    /// What that place is.
    pub paging: Paging,
    /// Rows of a full page.
    pub size: u32,
    /// A filter may have groups, joined by `logic`.
    pub groups: bool,
}

/// What a list's position counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paging {
    /// Pages, from 1; a short page is the last.
    Page,
    /// Rows, from 0; the answer's `next` is the position of the next page.
    Start,
}

/// Fields that stand one level deeper in an answer than the others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Nested {
    /// The member that holds them.
    pub member: String,
    /// The fields that stand beside it all the same.
    pub except: Vec<String>,
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
    /// What a caller can do about it.
    pub help: Option<String>,
    /// The rules whose breach it answers; none where only the server can know.
    pub rules: Vec<Rule>,
    /// Where it stands in the answer.
    pub at: ErrorPlace,
    /// The HTTP status it comes with.
    pub http: u16,
    /// Whether all portals use this very text.
    pub exact: bool,
    /// The methods that answer with it, where a rule alone would name more.
    pub methods: Option<Vec<String>>,
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
            Self::Param(name, rule) => {
                let word = match rule {
                    ParamRule::Missing => "missing",
                    ParamRule::Invalid => "invalid",
                    ParamRule::Empty => "empty",
                    ParamRule::Unknown => "unknown",
                };
                write!(f, "{name}.{word}")
            }
            Self::Field(rule) => write!(f, "field.{rule}"),
            Self::OwnField(field, rule) => write!(f, "Self.{field}.{rule}"),
            Self::ObjectIncomplete(object) => write!(f, "{object}.missing"),
            Self::ObjectField(object, field, rule) => write!(f, "{object}.{field}.{rule}"),
            Self::List(part, rule) => {
                let part = match part {
                    ListPart::Select => "select",
                    ListPart::Filter => "filter",
                    ListPart::Order => "order",
                };
                let word = match rule {
                    ListRule::Type => "type",
                    ListRule::Unknown => "unknown",
                    ListRule::Logic => "logic",
                    ListRule::Direction => "direction",
                    ListRule::Storage => "storage",
                };
                write!(f, "{part}.{word}")
            }
        }
    }
}

impl std::fmt::Display for FieldRule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Missing => "missing",
            Self::ReadOnly => "read_only",
            Self::Immutable => "immutable",
            Self::Type => "type",
            Self::NotEmpty => "not_empty",
            Self::MaxChars => "max_chars",
            Self::Enum => "enum",
            Self::Pattern => "pattern",
            Self::Unique => "unique",
            Self::Elsewhere => "elsewhere",
        })
    }
}
