//! A spec file as it was written: every statement with its place, nothing looked up or derived yet.

use std::sync::Arc;

use crate::model::{
    Asked, Code, Context, ErrorPlace, FieldRule, Flag, MethodKind, Operator, Paging, Required, Update,
};
use crate::source::{Place, Placed, Source};

/// One spec file.
#[derive(Debug, Clone)]
pub(crate) struct SpecFile {
    pub(crate) source: Arc<Source>,
    pub(crate) family: Option<Placed<String>>,
    /// There is a `family`, right or wrong.
    pub(crate) states_family: bool,
    pub(crate) extends: Option<Placed<String>>,
    pub(crate) scope: Option<Placed<String>>,
    pub(crate) context: Option<Placed<Context>>,
    pub(crate) page: Option<Placed<String>>,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) deprecated: Option<Placed<String>>,
    pub(crate) since: Option<Placed<String>>,
    pub(crate) errors_at: Option<Placed<ErrorPlace>>,
    pub(crate) booleans: Option<Placed<Flag>>,
    /// Families whose identifiers and errors this one mentions.
    pub(crate) uses: Vec<Placed<String>>,
    pub(crate) entities: Vec<RecordDef>,
    pub(crate) objects: Vec<RecordDef>,
    pub(crate) enums: Vec<EnumDef>,
    pub(crate) methods: Vec<MethodDef>,
    pub(crate) endpoints: Vec<EndpointDef>,
    pub(crate) errors: Vec<ErrorDef>,
}

/// An `[entity.…]` or `[object.…]` table.
#[derive(Debug, Clone)]
pub(crate) struct RecordDef {
    pub(crate) name: Placed<String>,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) fields: Vec<FieldDef>,
}

/// An `[enum.…]` table.
#[derive(Debug, Clone)]
pub(crate) struct EnumDef {
    pub(crate) name: Placed<String>,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) words: Vec<Placed<String>>,
    /// Where the words stand, or else the name.
    pub(crate) place: Place,
}

/// One line of a field table.
#[derive(Debug, Clone)]
pub(crate) struct FieldDef {
    pub(crate) name: Placed<String>,
    pub(crate) ty: Option<FieldType>,
    pub(crate) write: Option<TypeExpr>,
    pub(crate) rust: Option<Placed<String>>,
    pub(crate) aliases: Vec<Placed<String>>,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) required: Option<Placed<Required>>,
    pub(crate) read_only: Option<Placed<bool>>,
    pub(crate) immutable: Option<Placed<bool>>,
    pub(crate) optional: Option<Placed<bool>>,
    pub(crate) not_empty: Option<Placed<bool>>,
    pub(crate) max_chars: Option<Placed<i64>>,
    pub(crate) pattern: Option<Placed<String>>,
    pub(crate) unique: Option<Placed<bool>>,
    pub(crate) ignored: Option<Placed<bool>>,
    pub(crate) default: Option<Placed<Literal>>,
    pub(crate) update: Option<Placed<Update>>,
    pub(crate) boolean: Option<Placed<Flag>>,
    pub(crate) returned: Option<Vec<Placed<String>>>,
    pub(crate) select: Option<Placed<bool>>,
    pub(crate) filter: Option<Placed<bool>>,
    pub(crate) order: Option<Placed<bool>>,
    pub(crate) described: Option<Placed<bool>>,
    pub(crate) since: Option<Placed<String>>,
}

/// How a field says what it holds.
#[derive(Debug, Clone)]
pub(crate) enum FieldType {
    /// `type = "string?"`
    Expr(TypeExpr),
    /// `enum = ["STRING", "INT"]`
    Enum(Place, Vec<Placed<String>>),
}

/// A type expression: `T`, `T?`, `T[]`, `map<T>`, `Entity.member`.
#[derive(Debug, Clone)]
pub(crate) enum TypeExpr {
    Name(Placed<String>),
    Member(Placed<String>, Placed<String>),
    Option(Box<TypeExpr>),
    List(Box<TypeExpr>),
    Map(Box<TypeExpr>),
}

impl TypeExpr {
    /// Where the name stands that it is about.
    pub(crate) fn place(&self) -> &Place {
        match self {
            Self::Name(name) | Self::Member(name, _) => &name.place,
            Self::Option(inner) | Self::List(inner) | Self::Map(inner) => inner.place(),
        }
    }

    /// The name that it is about, and what it wants of that.
    pub(crate) fn names(&self) -> (&str, Option<&str>) {
        match self {
            Self::Name(name) => (&name.value, None),
            Self::Member(name, member) => (&name.value, Some(&member.value)),
            Self::Option(inner) | Self::List(inner) | Self::Map(inner) => inner.names(),
        }
    }
}

/// The value of a `default`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Literal {
    Boolean(bool),
    Integer(i64),
    String(String),
}

/// A `[method.…]` table.
#[derive(Debug, Clone)]
pub(crate) struct MethodDef {
    pub(crate) name: Placed<String>,
    pub(crate) doc: Option<Placed<String>>,
    /// The name on the wire, where the family's does not begin it.
    pub(crate) wire_name: Option<Placed<String>>,
    pub(crate) page: Option<Placed<String>>,
    pub(crate) deprecated: Option<Placed<String>>,
    pub(crate) warning: Option<Placed<String>>,
    pub(crate) kind: Option<Placed<MethodKind>>,
    pub(crate) context: Option<Placed<Context>>,
    pub(crate) params: Option<Vec<ParamDef>>,
    pub(crate) list: Option<ListDef>,
    pub(crate) result: Option<ResultDef>,
    pub(crate) nested: Option<NestedDef>,
    pub(crate) describes: Option<Placed<String>>,
    pub(crate) errors: Vec<Placed<String>>,
    pub(crate) examples: Option<Vec<ExampleDef>>,
    /// Something in it could not be read; saying that it is missing as well would mislead.
    pub(crate) broken: bool,
}

/// One of a method's `params`.
#[derive(Debug, Clone)]
pub(crate) struct ParamDef {
    pub(crate) name: Placed<String>,
    pub(crate) ty: TypeExpr,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) rust: Option<Placed<String>>,
}

/// A method's `list` table: how it pages.
#[derive(Debug, Clone)]
pub(crate) struct ListDef {
    pub(crate) param: Option<(Paging, Placed<String>)>,
    pub(crate) size: Option<Placed<i64>>,
    pub(crate) select: Option<Placed<bool>>,
    pub(crate) filter: Option<Vec<Placed<Operator>>>,
    pub(crate) numbers: Option<Vec<Placed<Operator>>>,
    pub(crate) order: Option<Placed<bool>>,
    pub(crate) groups: Option<Placed<bool>>,
    pub(crate) by: Option<Placed<String>>,
    pub(crate) place: Place,
}

/// A method's `nested` table: which fields stand deeper in its answer.
#[derive(Debug, Clone)]
pub(crate) struct NestedDef {
    pub(crate) member: Placed<String>,
    pub(crate) except: Vec<Placed<String>>,
}

/// One of a method's examples: JSON texts.
#[derive(Debug, Clone)]
pub(crate) struct ExampleDef {
    pub(crate) request: Option<Placed<String>>,
    pub(crate) response: Option<Placed<String>>,
}

/// A method's `result`.
#[derive(Debug, Clone)]
pub(crate) enum ResultDef {
    True,
    Value(TypeExpr),
    Member(Placed<String>, TypeExpr),
}

/// An `[endpoint.…]` table.
#[derive(Debug, Clone)]
pub(crate) struct EndpointDef {
    pub(crate) name: Placed<String>,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) field: Placed<String>,
    pub(crate) params: Vec<EndpointParamDef>,
    pub(crate) answer: AnswerDef,
    pub(crate) not_empty: Option<Placed<bool>>,
}

/// One of an endpoint's `params`.
#[derive(Debug, Clone)]
pub(crate) struct EndpointParamDef {
    pub(crate) name: Placed<String>,
    pub(crate) holds: Placed<Asked>,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) rust: Option<Placed<String>>,
}

/// An endpoint's `answer`.
#[derive(Debug, Clone)]
pub(crate) enum AnswerDef {
    Any,
    /// The objects that it lists.
    List(Placed<String>),
    Rows,
}

/// One line of the `[error]` table.
#[derive(Debug, Clone)]
pub(crate) struct ErrorDef {
    pub(crate) name: Placed<String>,
    pub(crate) code: Option<Placed<Code>>,
    pub(crate) message: Option<Placed<String>>,
    pub(crate) doc: Option<Placed<String>>,
    pub(crate) help: Option<Placed<String>>,
    pub(crate) when: Vec<Placed<RuleExpr>>,
    /// There is a `when`, right or wrong.
    pub(crate) when_written: bool,
    pub(crate) at: Option<Placed<ErrorPlace>>,
    pub(crate) http: Option<Placed<i64>>,
    pub(crate) exact: Option<Placed<bool>>,
    pub(crate) methods: Option<Vec<Placed<String>>>,
}

/// A `when`, read but not yet looked up: `access`, `subject.rule` or `Object.field.rule`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum RuleExpr {
    Access,
    /// The word is a rule of fields, parameters or lists: which, the subject says.
    Of {
        subject: String,
        word: String,
    },
    OfField {
        object: String,
        field: String,
        rule: FieldRule,
    },
}
