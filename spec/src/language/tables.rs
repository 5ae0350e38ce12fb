//! The tables, key by key.

use super::values::{
    Answer, Boolean, Code, EndpointAnswer, EndpointParams, Identifier, Literal, ManyOf, Named, Once, OneOf,
    ParamType, Params, Required, RustName, Tables, Template, Text, Texts, TypeExpression, Update, When,
    Whole, Words,
};
use super::{Key, Keys, Line, VERSION};
use crate::model::{Asked, Context, ErrorPlace, Flag, MethodKind, Operator};

tables! {
    /// One family of REST methods, or what several families share.
    Spec = "a spec" {
        /// The version of the language: 1.
        VERSION = "spec": Whole<VERSION, VERSION>,
        /// What the names of the family's methods begin with. A file without it is one that families extend.
        FAMILY = "family": Text<Identifier>,
        /// A file whose statements this one builds on.
        EXTENDS = "extends": Text,
        /// The permission that an application or webhook needs.
        SCOPE = "scope": Text,
        /// Who may call: "any" (the default) or "application".
        CONTEXT = "context": OneOf<Context>,
        /// The family's folder at apidocs.bitrix24.com.
        PAGE = "page": Text,
        /// What the family is about.
        DOC = "doc": Text,
        /// The family whose methods of the same names take this one's place.
        DEPRECATED = "deprecated": Text,
        /// The first release that has the family's methods.
        SINCE = "since": Text,
        /// Where refusals stand: "result" (inside it, HTTP 200) or "top" (beside it, the default).
        ERRORS_AT = "errors_at": OneOf<ErrorPlace>,
        /// How booleans are written: "json" (the default), "Y/N" or "0/1"; all are read.
        BOOLEANS = "booleans": OneOf<Flag>,
        /// Families whose identifiers and errors this one mentions.
        USES = "uses": Texts<Once>,
        /// The entity by its name: what `add`, `update`, `get`, `list` and `fields` have in common.
        ENTITIES = "entity": Named<Entity>,
        /// Objects by their names: what lives inside entities, parameters and results.
        OBJECTS = "object": Named<Object>,
        /// Closed lists of words by their names.
        ENUMS = "enum": Named<Enum>,
        /// Methods by their names without the family's.
        METHODS = "method": Named<Method>,
        /// Endpoints by their names in Rust: what the portal asks external systems for.
        ENDPOINTS = "endpoint": Named<Endpoint>,
        /// Errors by their codes, in the order in which the server looks for them.
        ERRORS = "error": Named<Error>,
    }

    /// An entity: its fields by the names that they have on the wire, in the server's order.
    Entity = "an entity" {
        /// What the entity is, one sentence. A table here is a field of this name.
        DOC = "doc": Text,
    }

    /// An object: its fields by the names that they have on the wire.
    Object = "an object" {
        /// What the object is, one sentence. A table here is a field of this name.
        DOC = "doc": Text,
    }

    /// A field of an entity or object.
    Field = "a field" {
        /// What it holds: a type expression such as `string`, `datetime?`, `Setting[]` or `Self.id`.
        TYPE = "type": Text<TypeExpression>,
        /// The words of which it holds one, in place of a type.
        ENUM = "enum": Texts<Words>,
        /// What is written, where that is another type than what is read.
        WRITE = "write": Text<TypeExpression>,
        /// Its name in Rust, where the one that follows from its own is taken.
        RUST = "rust": Text<RustName>,
        /// Other names under which an answer may have it.
        ALIASES = "aliases": Texts<Once>,
        /// What it means, one sentence.
        DOC = "doc": Text,
        /// `true`: `add` must have it; `"always"`: every `update` too.
        REQUIRED = "required": Required,
        /// Only the server writes it.
        READ_ONLY = "read_only": Boolean,
        /// `add` may set it, `update` may not.
        IMMUTABLE = "immutable": Boolean,
        /// It need not be there, as an object's other fields always are.
        OPTIONAL = "optional": Boolean,
        /// No empty text, no empty list.
        NOT_EMPTY = "not_empty": Boolean,
        /// The most characters, not bytes, that its text may have.
        MAX_CHARS = "max_chars": Whole<1, { u32::MAX }>,
        /// A regular expression that its text has to match.
        PATTERN = "pattern": Text,
        /// No two objects of one list have the same.
        UNIQUE = "unique": Boolean,
        /// The server checks it and then does nothing with it: a typed call cannot set it.
        IGNORED = "ignored": Boolean,
        /// What the server takes where `add` leaves it out.
        DEFAULT = "default": Literal,
        /// `"replace"`: an update replaces the whole list; `"merge"`: it lays the map's members over the old ones; a
        /// method's name: that method changes it, and `update` does not.
        UPDATE = "update": Text<Update>,
        /// How this boolean is written: "json", "Y/N" or "0/1".
        BOOLEAN = "boolean": OneOf<Flag>,
        /// The methods that return it, where others return the entity without it; `[]` for what is only written.
        RETURNED = "returned": Texts,
        /// `false`: a list call may not name it in `select`.
        SELECT = "select": Boolean,
        /// `false`: a list call may not name it in `filter`.
        FILTER = "filter": Boolean,
        /// `false`: a list call may not name it in `order`.
        ORDER = "order": Boolean,
        /// `false`: the `fields` method does not know it, so that no call may name it at all.
        DESCRIBED = "described": Boolean,
        /// The first release that knows it; its Rust type is an `Option`, since older portals leave it out.
        SINCE = "since": Text,
    }

    /// A closed list of words.
    Enum = "an enum" {
        /// What it says, one sentence.
        DOC = "doc": Text,
        /// The words, as they stand on the wire.
        WORDS = "words": Texts<Words>,
    }

    /// A method. What it leaves out is as in the file that this one extends.
    Method = "a method" {
        /// What it does, one sentence.
        DOC = "doc": Text,
        /// Its name on the wire, where that is not the family's and its own.
        NAME = "name": Text<Identifier>,
        /// The folder of its page at apidocs.bitrix24.com, where that is not the family's.
        PAGE = "page": Text,
        /// What to do instead of calling it.
        DEPRECATED = "deprecated": Text,
        /// What a caller has to fear.
        WARNING = "warning": Text,
        /// "read": it may be repeated when its outcome is unknown; or "write".
        KIND = "kind": OneOf<MethodKind>,
        /// Who may call, where it differs from the family's: "any" or "application".
        CONTEXT = "context": OneOf<Context>,
        /// Its parameters by their names, in the order of the Rust arguments.
        PARAMS = "params": Params,
        /// How it pages.
        LIST = "list": List,
        /// What it answers: `"true"`, a type expression, or `{ item = "Self" }`, the member that is wanted.
        RESULT = "result": Answer,
        /// Which of the entity's fields stand one level deeper in the answer.
        NESTED = "nested": Nested,
        /// The answer lists the entity's fields: the member of each item that holds a field's name.
        DESCRIBES = "describes": Text,
        /// The errors that no rule implies; those of other families as `"family:CODE"`.
        ERRORS = "errors": Texts<Once>,
        /// Requests and answers of the documentation page, which the checker sends through the spec.
        EXAMPLES = "example": Tables<Example>,
    }

    /// A request and its answer, or one of the two.
    Example = "an example" {
        /// The parameters, as JSON.
        REQUEST = "request": Text,
        /// The whole answer, as JSON.
        RESPONSE = "response": Text,
    }

    /// A parameter that says more than its type.
    Param = "a parameter" {
        /// What it holds: a type expression, `Self.new` (a new entity) or `Self.patch` (the changes to one).
        TYPE = "type": Text<ParamType>,
        /// What it means, one sentence.
        DOC = "doc": Text,
        /// Its name in Rust, where the one that follows from its own is taken.
        RUST = "rust": Text<RustName>,
    }

    /// How a method pages.
    List = "`list`" {
        /// The parameter that takes the page's number.
        PAGE = "page": Text<Identifier>,
        /// The parameter that takes how many rows come before, in place of `page`.
        START = "start": Text<Identifier>,
        /// The rows of a full page.
        SIZE = "size": Whole<1, { u32::MAX }>,
        /// `false`: it does not take `select`.
        SELECT = "select": Boolean,
        /// The operators that its `filter` takes; left out, it takes no `filter`.
        FILTER = "filter": ManyOf<Operator>,
        /// Those of the operators that take numbers only, and refuse texts.
        NUMBERS = "numbers": ManyOf<Operator>,
        /// `false`: it does not take `order`.
        ORDER = "order": Boolean,
        /// Whether a filter may have groups joined by `logic`.
        GROUPS = "groups": Boolean,
        /// The identifier by which it can be walked without counting: `start=-1`, and `>ID` with the last one.
        BY = "by": Text,
    }

    /// Which of the entity's fields stand one level deeper in the answer.
    Nested = "`nested`" {
        /// The member of the answer that holds them.
        MEMBER = "in": Text,
        /// The fields that do not stand there.
        EXCEPT = "except": Texts,
    }

    /// An address at an external system that the portal calls, with the settings of the source that it calls it for.
    Endpoint = "an endpoint" {
        /// What it is asked for, one sentence.
        DOC = "doc": Text,
        /// The entity's field that holds its address.
        FIELD = "field": Text<Identifier>,
        /// What it receives besides the settings, by names on the wire, in the order of the Rust arguments.
        PARAMS = "params": EndpointParams,
        /// What it answers: "any" (whatever is not empty), a list of objects such as `Item[]`, or "rows".
        ANSWER = "answer": Text<EndpointAnswer>,
        /// The portal takes no empty list.
        NOT_EMPTY = "not_empty": Boolean,
    }

    /// A parameter of an endpoint that says more than what it holds.
    EndpointParam = "an endpoint's parameter" {
        /// What it holds: "string"; or of an endpoint that answers rows "columns", "filter", "limit" or "names".
        TYPE = "type": OneOf<Asked>,
        /// What it means, one sentence.
        DOC = "doc": Text,
        /// Its name in Rust, where the one that follows from its own is taken.
        RUST = "rust": Text<RustName>,
    }

    /// An error.
    Error = "an error" {
        /// The code on the wire, where it is not the error's name: a text, possibly empty, or a number.
        CODE = "code": Code,
        /// The server's text, with `#NAME#` for what differs from call to call.
        MESSAGE = "message": Text<Template>,
        /// What the text does not say.
        DOC = "doc": Text,
        /// What a caller can do about it.
        HELP = "help": Text,
        /// The rules whose breach it answers: `access`, `id.missing`, `field.type`, `Setting.name.max_chars`.
        WHEN = "when": When,
        /// Where it stands, if not where the family's others do: "result" or "top".
        AT = "at": OneOf<ErrorPlace>,
        /// The HTTP status with which it comes, 200 if nothing is said.
        HTTP = "http": Whole<200, 599>,
        /// `false`: its text differs between portals.
        EXACT = "exact": Boolean,
        /// The methods for which its rules are answered so, where those of others are not.
        METHODS = "methods": Texts,
    }
}
