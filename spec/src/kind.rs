//! The kinds of mistakes, each with a code that stays and a line of advice.

macro_rules! kinds {
    ($($(#[doc = $doc:literal])+ $kind:ident = $code:literal $(($structural:ident))?,)+) => {
        /// The rules of the language, one a kind of mistake.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[doc = $doc])+ $kind,)+
        }

        impl Kind {
            /// All of them, what stands at the top of a file first.
            pub const ALL: &[Self] = &[$(Self::$kind),+];

            /// The name under which programs and readers know it. It stays when a message is worded anew.
            #[must_use]
            pub const fn code(self) -> &'static str {
                match self {
                    $(Self::$kind => $code,)+
                }
            }

            /// What the mistake is, and what to do about it.
            #[must_use]
            pub fn doc(self) -> &'static str {
                match self {
                    $(Self::$kind => concat!($($doc),+).trim_start(),)+
                }
            }

            /// Whether every mistake of this kind shows in the table where it stands, so that an editor finds it with
            /// the JSON Schema of the language. Of the other kinds it finds some or none: they depend on other tables,
            /// on other files, or on how values compare. What JSON does not tell apart, such as `20` and `20.0`, no
            /// schema does.
            #[must_use]
            pub fn is_structural(self) -> bool {
                match self {
                    $(Self::$kind => stringify!($($structural)?) == "structural",)+
                }
            }
        }
    };
}

kinds! {
    // The text and its tables.
    /// The file is not TOML: mend what the message names.
    Syntax = "syntax",
    /// The file is written for another version of the language: take the release that reads it.
    UnknownVersion = "unknown-version" (structural),
    /// The file does not say its version: begin it with `spec = 1`.
    MissingVersion = "missing-version" (structural),
    /// A family's file does not name the family: add `family`.
    MissingFamily = "missing-family",
    /// The language has no such key here: correct it or leave it out.
    UnknownKey = "unknown-key" (structural),
    /// The value is of another TOML type than the key takes: write one of that type.
    WrongType = "wrong-type" (structural),
    /// The word is none of those that the key takes: write one of them.
    UnknownWord = "unknown-word" (structural),
    /// No Rust name can be made of this: begin with a letter, go on with letters, digits, `_`, `.` and `-`.
    BadName = "bad-name" (structural),

    // Files that build on others.
    /// There is no file of this name to extend: correct the name, or lay the file beside this one.
    UnknownParent = "unknown-parent",
    /// The file extends itself: leave `extends` out, or name another file.
    ExtendsItself = "extends-itself",
    /// Files extend each other in a circle: leave one `extends` out.
    ExtendsCircle = "extends-circle",
    /// There is no family of this name to use: correct the name, or lay its file beside this one.
    UnknownUse = "unknown-use",
    /// The family uses itself: leave it out, since its own names are known.
    UsesItself = "uses-itself",
    /// The same family is used twice: leave one of the two out.
    DoubledUse = "doubled-use" (structural),
    /// Nothing of the family is mentioned: leave it out of `uses`.
    UnusedUse = "unused-use",
    /// Two definitions have one name: leave one of them out, or rename it.
    DoubledDefinition = "doubled-definition",
    /// A family has one entity: give the second a family of its own, or make it an object.
    SecondEntity = "second-entity" (structural),

    // Names.
    /// Types are in upper camel case: write the name as the message says.
    BadTypeName = "bad-type-name" (structural),
    /// The language has a type of this name: choose another.
    BuiltInName = "built-in-name" (structural),
    /// The name is reserved for the generated code: choose another.
    ReservedType = "reserved-type" (structural),
    /// The variant `Other` keeps undocumented errors: give the error another name and its own as `code`.
    ReservedError = "reserved-error" (structural),
    /// The variant `Unknown` keeps words of newer portals: leave the word out.
    ReservedWord = "reserved-word" (structural),
    /// Two things would have one name in Rust: give one of them another.
    SameRustName = "same-rust-name",
    /// An alias is another name of the same record: leave it out.
    TakenAlias = "taken-alias",

    // Type expressions.
    /// This is no type expression: write a name, `Entity.id` or `map<T>`.
    MalformedType = "malformed-type" (structural),
    /// A map does not end: add `>`.
    UnclosedMap = "unclosed-map" (structural),
    /// Only `?` and `[]` can follow a type: leave the rest out.
    TextAfterType = "text-after-type" (structural),
    /// A type says twice that it may be null: leave one `?` out.
    DoubledNull = "doubled-null" (structural),
    /// A type has too many parts: describe the inner one as an object.
    DeepType = "deep-type" (structural),
    /// There is no such type: correct the name, or describe it as an object or enum.
    UnknownType = "unknown-type",
    /// There is no such entity: correct the name, or use the family that has it.
    UnknownEntity = "unknown-entity",
    /// What stands behind the point is no part that a type can name: write `id`.
    UnknownMember = "unknown-member",
    /// `Self.new` and `Self.patch` are whole parameters: put them there, alone.
    MisplacedFields = "misplaced-fields" (structural),

    // Entities and objects.
    /// An entity or object has no field: describe its fields, one a line.
    NoFields = "no-fields" (structural),
    /// A field does not say what it holds: add a `type` or an `enum`.
    FieldWithoutType = "field-without-type" (structural),
    /// A field has a `type` and an `enum`: leave `type` out.
    TypeAndEnum = "type-and-enum" (structural),
    /// An entity's `id` is an integer: write `type = "integer"`.
    IdWithoutInteger = "id-without-integer" (structural),
    /// An object holds itself without end: hold it in a list.
    EndlessObject = "endless-object",
    /// Nothing mentions the object: name it in a type, or leave it out.
    UnusedObject = "unused-object",
    /// The key is for an entity's fields, and this is an object's: leave it out.
    EntityKeyInObject = "entity-key-in-object" (structural),
    /// An object is written as it is read: describe what is written as another object.
    WriteInObject = "write-in-object" (structural),
    /// The key is for an object's fields, and this is an entity's: leave it out.
    ObjectKeyInEntity = "object-key-in-entity" (structural),
    /// What is not described cannot be written: add `read_only = true`.
    UndescribedWritten = "undescribed-written" (structural),
    /// A read-only field says how it is written: leave one of the two out.
    ReadOnlyWritten = "read-only-written" (structural),
    /// A required field has a default: leave one of the two out.
    RequiredWithDefault = "required-with-default" (structural),
    /// A required field is ignored: leave one of the two out.
    RequiredIgnored = "required-ignored" (structural),
    /// Fields of which only the beginning is known are required: leave `required` out.
    RequiredPrefix = "required-prefix" (structural),
    /// An immutable field says how it is updated: leave one of the two out.
    ImmutableUpdated = "immutable-updated" (structural),
    /// Every update must have a field that none can set: write `required = true`.
    ImmutableAlways = "immutable-always" (structural),
    /// No method of this name returns the entity: correct it, or leave it out.
    ReturnedByNone = "returned-by-none",
    /// Every method that returns the entity is named: leave `returned` out.
    ReturnedByAll = "returned-by-all",
    /// There is no method of this name that would change the field: correct it.
    UpdatedByNone = "updated-by-none",

    // Limits and defaults.
    /// Only texts have `max_chars`: leave it out.
    MaxCharsWithoutText = "max-chars-without-text" (structural),
    /// No useful text keeps this limit: write a number from 1 on.
    MaxCharsOutOfRange = "max-chars-out-of-range" (structural),
    /// Only texts have a `pattern`: leave it out.
    PatternWithoutText = "pattern-without-text" (structural),
    /// This is no regular expression: mend what the message names.
    BadPattern = "bad-pattern",
    /// Only texts and lists can be `not_empty`: leave it out.
    NotEmptyWithoutText = "not-empty-without-text" (structural),
    /// Only lists are replaced: leave `update` out.
    ReplaceWithoutList = "replace-without-list" (structural),
    /// Only maps are merged: leave `update` out.
    MergeWithoutMap = "merge-without-map" (structural),
    /// Only booleans have a notation: leave `boolean` out.
    NotationWithoutBoolean = "notation-without-boolean" (structural),
    /// Booleans in a list or map are written as JSON's own: describe the items as an object.
    NotationInList = "notation-in-list",
    /// The default is of another type than the field: write one of its type.
    DefaultOfAnotherType = "default-of-another-type",
    /// The default is empty, and the field must not be: leave one of the two out.
    DefaultEmpty = "default-empty" (structural),
    /// The default has more characters than the field may have: shorten it.
    DefaultTooLong = "default-too-long",
    /// The default does not match the field's pattern: write one that does.
    DefaultAgainstPattern = "default-against-pattern",
    /// The default is none of the enum's words: write one of them.
    DefaultOutsideEnum = "default-outside-enum",

    // Enums.
    /// An enum does not say its words: add `words`.
    MissingWords = "missing-words" (structural),
    /// An enum has no word: name its words, or hold a `string`.
    EmptyEnum = "empty-enum" (structural),
    /// No variant can be called like this word: hold a `string` instead of an enum.
    BadWord = "bad-word" (structural),
    /// Two words of one enum are the same, or would be one variant: leave one out.
    DoubledWord = "doubled-word",
    /// Nothing mentions the enum: name it in a type, or leave it out.
    UnusedEnum = "unused-enum",

    // Methods.
    /// A method does not say whether it reads or writes: add `kind`.
    MethodWithoutKind = "method-without-kind",
    /// A method does not say what it answers: add `result`.
    MethodWithoutResult = "method-without-result",
    /// A result names no member, or several: name the one that is wanted.
    ResultMembers = "result-members" (structural),
    /// A parameter does not say what it holds: add a `type`.
    ParamWithoutType = "param-without-type" (structural),
    /// A method takes the entity's fields twice: leave one parameter out.
    DoubledFields = "doubled-fields",
    /// A list or map that is written holds nulls, which never are: leave the `?` out.
    NullsInList = "nulls-in-list",
    /// A list counts pages and rows: leave `page` or `start` out.
    PagesAndRows = "pages-and-rows" (structural),
    /// A list does not say how it pages: give `page` or `start`, and `size`.
    IncompleteList = "incomplete-list" (structural),
    /// No page has so many rows: write a number from 1 on.
    PageSizeOutOfRange = "page-size-out-of-range" (structural),
    /// A list names an operator twice: leave one of the two out.
    DoubledOperator = "doubled-operator" (structural),
    /// `numbers` names an operator that the list's `filter` does not have: add it there, or leave it out.
    NumbersWithoutOperator = "numbers-without-operator",
    /// A filter has groups, and the list takes no filter: name the operators in `filter`, or leave `groups` out.
    GroupsWithoutFilter = "groups-without-filter",
    /// A list is walked by what is no identifier of its rows: name the entity's identifier, or leave `by` out.
    ByNoIdentifier = "by-no-identifier",
    /// A list lacks what a walk by id needs: let it count rows, filter by `>` and take an order, or leave `by` out.
    ByWithoutMeans = "by-without-means",
    /// A method lists and does not answer with a list: mend `result`, or leave `list` out.
    ListWithoutList = "list-without-list",
    /// `nested` does not say where the fields stand: add `in`.
    NestedWithoutMember = "nested-without-member" (structural),
    /// A method has `nested` and does not answer with an entity: leave `nested` out.
    NestedWithoutEntity = "nested-without-entity",
    /// The member that `nested` reads has a field's name: correct `in`.
    NestedInField = "nested-in-field",
    /// The entity has no such field: correct what `except` names.
    UnknownException = "unknown-exception",
    /// The answer has no such text that names fields: correct `describes`.
    DescribesNothing = "describes-nothing",

    // Endpoints.
    /// An endpoint does not say which field holds its address: add `field`.
    EndpointWithoutField = "endpoint-without-field" (structural),
    /// The entity has no field of this name for an endpoint's address: correct it.
    UnknownAddress = "unknown-address",
    /// Two endpoints have one address, and nothing tells calls of them apart: give each a field of its own.
    DoubledAddress = "doubled-address",
    /// An endpoint does not say what it answers: add `answer`.
    EndpointWithoutAnswer = "endpoint-without-answer" (structural),
    /// No endpoint answers so: write `any`, `rows`, or a list of objects.
    BadAnswer = "bad-answer" (structural),
    /// A parameter is about rows, and the endpoint answers none: make it a `string`, or answer `rows`.
    RowsWithoutRows = "rows-without-rows" (structural),
    /// Two parameters of an endpoint say the same of its rows: leave one out.
    DoubledParam = "doubled-param",

    // Examples.
    /// An example shows neither a request nor a response: give one, or leave the example out.
    EmptyExample = "empty-example" (structural),
    /// An example is not JSON, or a member stands in an object twice: mend what the message names.
    ExampleSyntax = "example-syntax",
    /// A value of an example is of another type than the spec says: correct the one that is wrong.
    ExampleType = "example-type",
    /// A text or list of an example breaks a limit that the spec states: correct the one that is wrong.
    ExampleLimit = "example-limit",
    /// A word of an example is none of those that can stand there: add it to the enum, or correct the example.
    ExampleWord = "example-word",
    /// An example sends a parameter that the method does not have: describe it, or correct the example.
    ExampleParam = "example-param",
    /// An example leaves out what a call must have: add it, or make it optional in the spec.
    ExampleMissingParam = "example-missing-param",
    /// An example has a field that the spec does not know: describe it, or correct the example.
    ExampleField = "example-field",
    /// An example leaves out a field that is always there: add it, or say when it is missing.
    ExampleMissingField = "example-missing-field",
    /// An example writes what the spec says cannot be written: correct the one that is wrong.
    ExampleWritten = "example-written",
    /// An example's answer has neither a result nor an error: give the whole answer.
    ExampleWithoutResult = "example-without-result",
    /// An example answers with an error that the method does not have: name it in the method's `errors`.
    ExampleError = "example-error",
    /// An example's error has another text or place than the table says: correct the one that is wrong.
    ExampleErrorText = "example-error-text",

    // Errors and messages.
    /// An error has no text: add its `message`.
    ErrorWithoutMessage = "error-without-message" (structural),
    /// A `#` in a message belongs to no placeholder: write placeholders as `#NAME#`, and `##` for a `#` of the text.
    BadPlaceholder = "bad-placeholder" (structural),
    /// Two placeholders of a message would be one field in Rust: rename one.
    DoubledPlaceholder = "doubled-placeholder",
    /// No answer has this HTTP status: write one from 200 to 599.
    BadStatus = "bad-status" (structural),
    /// An error inside `result` always comes with HTTP 200: leave `http` out, or say `at = "top"`.
    StatusInResult = "status-in-result",
    /// The table has no such error: correct the name, or add the error.
    UnknownError = "unknown-error",
    /// A method names an error twice: leave one of the two out.
    DoubledError = "doubled-error" (structural),
    /// The error is of a family that the file does not use: add the family to `uses`.
    ErrorOfUnused = "error-of-unused",
    /// The other family has no such error: correct the name.
    UnknownForeignError = "unknown-foreign-error",
    /// No method gives the error: name it in a method's `errors`, or say `when`.
    UnusedError = "unused-error",
    /// Two errors of a method have one code and one text, and nothing tells them apart: leave one out.
    SameError = "same-error",
    /// An error is for a method that there is not: correct what `methods` names.
    ErrorOfUnknownMethod = "error-of-unknown-method",
    /// `methods` narrows a rule, and the error has none: add `when`, or name the error in each method's `errors`.
    MethodsWithoutRule = "methods-without-rule" (structural),

    // Rules.
    /// There is no such rule: correct its last word.
    UnknownRule = "unknown-rule" (structural),
    /// The family has nothing that the rule could speak of: correct its first words.
    RuleOfNothing = "rule-of-nothing",
    /// No method can break the rule: name a rule that one of them has.
    RuleOfNoMethod = "rule-of-no-method",
    /// The field has no such limit: state the limit in its line.
    RuleWithoutLimit = "rule-without-limit",
    /// Two errors answer one rule: leave it to one of them.
    DoubledRule = "doubled-rule",
}

impl std::fmt::Display for Kind {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.code())
    }
}
