//! The keys of the language: which there are in each kind of table, what they take and what they say. The parser knows
//! no others, and the editor schema is made of them.

/// The version of the language.
pub(crate) const VERSION: i64 = 1;

/// A kind of table.
pub(crate) struct Shape {
    /// As messages call it.
    pub(crate) what: &'static str,
    pub(crate) keys: &'static [Key],
}

/// A key of a table.
pub(crate) struct Key {
    pub(crate) name: &'static str,
    pub(crate) takes: Takes,
    /// What it says, for whoever writes it.
    pub(crate) doc: &'static str,
}

impl Key {
    /// The words of which it takes one.
    pub(crate) fn words(&self) -> &'static [&'static str] {
        match self.takes {
            Words(words) => words,
            _ => &[],
        }
    }
}

/// What a key takes.
pub(crate) enum Takes {
    /// The version of the language.
    Version,
    /// A text.
    Text,
    /// A text from which a Rust name can be made.
    Name,
    /// A name as Rust writes fields: `sort_by`.
    RustName,
    /// One of these words.
    Words(&'static [&'static str]),
    /// A text with `#PLACEHOLDERS#`.
    Message,
    /// A type expression.
    Type,
    /// The same for a parameter, which may be all of an entity's fields.
    ParamType,
    /// The words of an enum.
    WordList,
    /// A list of texts, each once.
    Texts,
    /// True or false.
    Boolean,
    /// True, false or `"always"`.
    Required,
    /// A whole number between two.
    Number(i64, i64),
    /// A text or a whole number.
    Code,
    /// A boolean, a whole number or a text.
    Literal,
    /// One rule, or several.
    Rules,
    /// A type, `"true"`, or a table with one member.
    Result,
    /// A table of parameters by their names.
    Params,
    /// A table.
    Table(&'static Shape),
    /// A list of tables.
    Tables(&'static Shape),
    /// Entities by their names.
    Entities,
    /// Objects by their names.
    Objects,
    /// Tables of this shape by their names.
    Named(&'static Shape),
}

use Takes::{
    Boolean, Code, Entities, Literal, Message, Name, Named, Number, Objects, ParamType, Params, Required,
    Result, Rules, RustName, Table, Tables, Text, Texts, Type, Version, WordList, Words,
};

const fn key(name: &'static str, takes: Takes, doc: &'static str) -> Key {
    Key { name, takes, doc }
}

pub(crate) const CONTEXTS: &[&str] = &["any", "application"];
pub(crate) const PLACES: &[&str] = &["result", "top"];
pub(crate) const NOTATIONS: &[&str] = &["json", "Y/N", "0/1"];
pub(crate) const KINDS: &[&str] = &["read", "write"];

/// A whole file.
pub(crate) static SPEC: Shape = Shape {
    what: "a spec",
    keys: &[
        key("spec", Version, "The version of the language."),
        key(
            "family",
            Name,
            "What the names of the family's methods begin with. A file that families extend has none.",
        ),
        key("extends", Text, "The file whose statements this one builds on."),
        key("uses", Texts, "Families whose identifiers and errors this one mentions."),
        key("scope", Text, "The permission that an application or webhook needs."),
        key("context", Words(CONTEXTS), "Who may call: applications and webhooks, or applications only."),
        key("page", Text, "The folder of the family at apidocs.bitrix24.com."),
        key("since", Text, "The first release that has the methods."),
        key("deprecated", Text, "The family whose methods of the same names take the place of these."),
        key("doc", Text, "What the family is about."),
        key("errors_at", Words(PLACES), "Where refusals stand: inside `result` with HTTP 200, or beside it."),
        key("booleans", Words(NOTATIONS), "How booleans are written. All notations are read."),
        key("entity", Entities, "What the family's methods are about: its fields in the server's order."),
        key("object", Objects, "What stands in fields, parameters and results."),
        key("enum", Named(&ENUM), "Closed lists of words."),
        key("method", Named(&METHOD), "Methods, by the end of their names."),
        key(
            "error",
            Named(&ERROR),
            "Errors in the order in which the server looks for them, by their codes.",
        ),
    ],
};

/// `[entity.…]` and `[object.…]`: fields by their names, and this.
pub(crate) static RECORD: Shape =
    Shape { what: "a table of fields", keys: &[key("doc", Text, "What it is, one sentence.")] };

/// What only an entity's fields say.
pub(crate) const OF_ENTITIES: &[&str] = &[
    "write",
    "required",
    "read_only",
    "immutable",
    "ignored",
    "default",
    "update",
    "select",
    "filter",
    "order",
    "described",
];

/// What only an object's fields say.
pub(crate) const OF_OBJECTS: &[&str] = &["optional", "unique"];

/// A field of an entity or object.
pub(crate) static FIELD: Shape = Shape {
    what: "a field",
    keys: &[
        key("type", Type, "What it holds: `string`, `integer?`, `Setting[]`, `User.id`, `map<any>`."),
        key("enum", WordList, "The words that it can hold."),
        key("write", Type, "What is written, where that is another type than what is read."),
        key("rust", RustName, "Its name in Rust, where the one that follows from its own is taken."),
        key("aliases", Texts, "Other names under which an answer may have it."),
        key("doc", Text, "What it means, one sentence."),
        key("required", Required, "Whether `add` must have it, or \"always\": every `update` too."),
        key("read_only", Boolean, "Only the server writes it."),
        key("immutable", Boolean, "`add` may set it, `update` may not."),
        key("optional", Boolean, "An object may come without it."),
        key("not_empty", Boolean, "The empty text or list is refused."),
        key("max_chars", Number(1, u32::MAX as i64), "The most characters (not bytes) of a text."),
        key("pattern", Text, "The regular expression that a text matches."),
        key("unique", Boolean, "No two objects of one list have the same."),
        key("ignored", Boolean, "The server checks it and does nothing with it: a typed call cannot set it."),
        key("default", Literal, "What the server takes where `add` leaves it out."),
        key(
            "update",
            Text,
            "\"replace\": an update replaces the whole list; \"merge\": it lays a map's members over the old ones; a method's name: that method changes it.",
        ),
        key("boolean", Words(NOTATIONS), "How this boolean is written."),
        key("returned", Texts, "The methods that return it, where others return the entity without it."),
        key("select", Boolean, "Whether a list call may name it in `select`."),
        key("filter", Boolean, "Whether a list call may name it in `filter`."),
        key("order", Boolean, "Whether a list call may name it in `order`."),
        key(
            "described",
            Boolean,
            "Whether the `fields` method knows it; what it does not know no call may name.",
        ),
        key("since", Text, "The first release that knows it."),
    ],
};

pub(crate) static ENUM: Shape = Shape {
    what: "an enum",
    keys: &[
        key("doc", Text, "What it means."),
        key("words", WordList, "The words as they stand on the wire."),
    ],
};

pub(crate) static METHOD: Shape = Shape {
    what: "a method",
    keys: &[
        key("doc", Text, "What it does."),
        key("name", Name, "The whole name on the wire, where the family's does not begin it."),
        key("deprecated", Text, "What to do instead of calling it."),
        key("warning", Text, "What a caller has to fear."),
        key(
            "kind",
            Words(KINDS),
            "Whether it changes anything: what only reads may be repeated when its outcome is unknown.",
        ),
        key("context", Words(CONTEXTS), "Who may call it, where that differs from the family."),
        key("params", Params, "Its parameters, in the order of the Rust arguments."),
        key("list", Table(&LIST), "How it pages."),
        key("result", Result, "What it answers: `\"true\"`, a type, or the one member that is wanted."),
        key("nested", Table(&NESTED), "Which of the entity's fields stand deeper in the answer."),
        key("describes", Text, "The member by which its answer names the entity's fields."),
        key("errors", Texts, "Its errors that no rule implies."),
        key(
            "example",
            Tables(&EXAMPLE),
            "Requests and answers of the documentation page, which the checker compares with the spec.",
        ),
    ],
};

pub(crate) static EXAMPLE: Shape = Shape {
    what: "an example",
    keys: &[
        key("request", Text, "The parameters, as JSON."),
        key("response", Text, "The whole answer, as JSON."),
    ],
};

/// A parameter that says more than its type.
pub(crate) static PARAM: Shape = Shape {
    what: "a parameter",
    keys: &[
        key("type", ParamType, "What it holds. `?` at the end: it may be left out."),
        key("doc", Text, "What it means."),
        key("rust", RustName, "Its name in Rust, where the one that follows from its own is taken."),
    ],
};

pub(crate) static LIST: Shape = Shape {
    what: "`list`",
    keys: &[
        key("page", Name, "The parameter that takes the page's number, from 1."),
        key("start", Name, "The parameter that takes the first row's number, from 0."),
        key("size", Number(1, u32::MAX as i64), "Rows of a full page."),
        key("select", Boolean, "Whether it takes `select`; yes unless told otherwise."),
        key("filter", Boolean, "Whether it takes `filter`; yes unless told otherwise."),
        key("order", Boolean, "Whether it takes `order`; yes unless told otherwise."),
        key("groups", Boolean, "Whether a filter may have groups joined by `logic`."),
    ],
};

pub(crate) static NESTED: Shape = Shape {
    what: "`nested`",
    keys: &[
        key("in", Text, "The member that holds the fields."),
        key("except", Texts, "The fields that stand beside it all the same."),
    ],
};

pub(crate) static ERROR: Shape = Shape {
    what: "an error",
    keys: &[
        key(
            "code",
            Code,
            "The code on the wire, where that is not the key: a text, maybe empty, or a number.",
        ),
        key("message", Message, "The server's text, with `#NAME#` for what differs from call to call."),
        key("doc", Text, "What the text does not say."),
        key("help", Text, "What a caller can do about it."),
        key("when", Rules, "The rule whose breach it answers. Without one, only the server can foresee it."),
        key("at", Words(PLACES), "Where it stands, where that differs from the family's other errors."),
        key("http", Number(200, 599), "The HTTP status it comes with."),
        key("exact", Boolean, "Whether all portals use this very text."),
        key("methods", Texts, "The methods that answer with it, where the rule alone would name more."),
    ],
};

/// A table whose keys are all names.
pub(crate) static NAMES: Shape = Shape { what: "a table of names", keys: &[] };
