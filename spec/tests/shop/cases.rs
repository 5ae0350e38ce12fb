//! A case for every kind of mistake.

use bitrix_spec::Kind;

use super::with;

/// The title's line with other statements behind its type.
pub(crate) fn title(more: &str) -> String {
    with("title = { type = \"string\", required = true, max_chars = 20 }", &format!("title = {{ {more} }}"))
}

/// The first field of the object with other statements.
fn name(more: &str) -> String {
    with("name = { type = \"string\" }", &format!("name = {{ {more} }}"))
}

/// The type of the list of tags.
pub(crate) fn tags(ty: &str) -> String {
    with("{ type = \"Tag[]\", update = \"replace\" }", &format!("{{ type = \"{ty}\" }}"))
}

/// More statements at the top.
pub(crate) fn top(more: &str) -> String {
    with("scope  = \"shop\"", &format!("scope  = \"shop\"\n{more}"))
}

/// More statements of the method.
fn method(more: &str) -> String {
    with("result = \"true\"", &format!("result = \"true\"\n{more}"))
}

/// Another result, and what goes with it.
fn result(result: &str) -> String {
    with("result = \"true\"", &format!("result = {result}"))
}

/// The method as one that lists.
fn list(more: &str) -> String {
    result(&format!("\"Self[]\"\nlist   = {{ {more}, size = 50 }}"))
}

/// One more table before the methods.
fn table(table: &str) -> String {
    with("[method.update]", &format!("{table}\n\n[method.update]"))
}

/// An endpoint with these statements.
fn endpoint(statements: &str) -> String {
    table(&format!("[endpoint.list]\n{statements}"))
}

/// One more line of the error table, behind the other.
fn error(line: &str) -> String {
    super::RIGHT.to_owned() + line + "\n"
}

/// The error with another rule.
pub(crate) fn when(rule: &str) -> String {
    with("id.invalid", rule)
}

/// An example of the method: its request and answer.
fn example(request: &str, response: &str) -> String {
    method(&format!("\n[[method.update.example]]\nrequest  = '{request}'\nresponse = '{response}'"))
}

/// An example whose request is right.
fn answer(response: &str) -> String {
    example(r#"{"id": 1, "fields": {"title": "New"}}"#, response)
}

/// An example whose answer is right.
fn request(request: &str) -> String {
    example(request, r#"{"result": true}"#)
}

/// The smallest change to the right spec that makes a mistake of this kind.
#[expect(clippy::too_many_lines, reason = "a table, one row for each kind")]
pub(crate) fn case(kind: Kind) -> Option<String> {
    let deep = "map<".repeat(17) + "string" + &">".repeat(17);
    let connectors = "uses   = [\"biconnector.connector\"]";
    Some(match kind {
        Kind::Syntax => with("scope  = \"shop\"", "scope  = \"shop"),
        Kind::UnknownVersion => with("spec   = 1", "spec   = 2"),
        Kind::MissingVersion => with("spec   = 1\n", ""),
        Kind::MissingFamily => with("family = \"shop.item\"\n", ""),
        Kind::UnknownKey => with("read_only = true", "readonly = true"),
        Kind::WrongType => with("max_chars = 20", "max_chars = \"20\""),
        Kind::UnknownWord => with("kind   = \"write\"", "kind   = \"rite\""),
        Kind::BadName => with("title =", "\"1st title\" ="),

        Kind::UnknownParent => top("extends = \"biconector\""),
        Kind::ExtendsItself => top("extends = \"shop.item\""),
        Kind::ExtendsCircle => top("extends = \"circle\""),
        Kind::UnknownUse => top("uses   = [\"biconnector.conector\"]"),
        Kind::UsesItself => top("uses   = [\"shop.item\"]"),
        Kind::DoubledUse => top("uses   = [\"basic\", \"basic\"]")
            .replace("{ type = \"Tag[]\"", "{ type = \"User.id[]\"")
            .replace("[object.Tag]\nname = { type = \"string\" }\nkind = { enum = [\"A\", \"B\"] }\n", ""),
        Kind::UnusedUse => top("uses   = [\"basic\"]"),
        Kind::DoubledDefinition => {
            let shared = "[object.FieldDescription]\ntitle = { type = \"string\" }";
            table(shared)
                .replace("scope  = \"shop\"", "extends = \"biconnector\"")
                .replace("NOT_FOUND = { when = \"id.invalid\", message = \"No #ID#.\" }\n", "")
        }
        Kind::SecondEntity => table("[entity.Shelf]\nid = { type = \"integer\", read_only = true }"),

        Kind::BadTypeName => table("[object.price_tag]\nprice = { type = \"decimal\" }"),
        Kind::BuiltInName => table("[object.Self]\nprice = { type = \"decimal\" }"),
        Kind::ReservedType => tags("State[]").replace("[object.Tag]", "[object.State]"),
        Kind::ReservedError => with("NOT_FOUND", "OTHER"),
        Kind::ReservedWord => with("\"A\", \"B\"", "\"A\", \"UNKNOWN\""),
        Kind::SameRustName => tags("ItemPatch[]").replace("[object.Tag]", "[object.ItemPatch]"),
        Kind::TakenAlias => title("type = \"string\", aliases = [\"tags\"]"),

        Kind::MalformedType => tags("[]"),
        Kind::UnclosedMap => tags("map<Tag"),
        Kind::TextAfterType => tags("Tag list"),
        Kind::DoubledNull => tags("Tag[]??"),
        Kind::DeepType => tags(&deep),
        Kind::UnknownType => tags("Tags[]"),
        Kind::UnknownEntity => tags("Rack.id[]"),
        Kind::UnknownMember => tags("Self.name[]"),
        Kind::MisplacedFields => tags("Self.patch[]"),

        Kind::NoFields => table("[object.Price]"),
        Kind::FieldWithoutType => title("required = true"),
        Kind::TypeAndEnum => title("type = \"string\", enum = [\"A\", \"B\"]"),
        Kind::IdWithoutInteger => with("type = \"integer\", read_only", "type = \"string\", read_only"),
        Kind::EndlessObject => name("type = \"Tag?\""),
        Kind::UnusedObject => table("[object.Price]\nsum = { type = \"decimal\" }"),
        Kind::EntityKeyInObject => name("type = \"string\", required = true"),
        Kind::WriteInObject => name("type = \"string\", write = \"any\""),
        Kind::ObjectKeyInEntity => title("type = \"string\", optional = true"),
        Kind::UndescribedWritten => title("type = \"string\", described = false"),
        Kind::ReadOnlyWritten => title("type = \"string\", read_only = true, required = true"),
        Kind::RequiredWithDefault => title("type = \"string\", required = true, default = \"new\""),
        Kind::RequiredIgnored => title("type = \"string\", required = true, ignored = true"),
        Kind::RequiredPrefix => with("title =", "\"title*\" ="),
        Kind::ImmutableUpdated => with("update = \"replace\"", "update = \"replace\", immutable = true"),
        Kind::ImmutableAlways => title("type = \"string\", required = \"always\", immutable = true"),
        Kind::ReturnedByNone => title("type = \"string\", returned = [\"update\"]"),
        Kind::ReturnedByAll => title("type = \"string\", returned = [\"update\"]")
            .replace("result = \"true\"", "result = \"Self\""),
        Kind::UpdatedByNone => title("type = \"string\", update = \"rename\""),

        Kind::MaxCharsWithoutText => title("type = \"integer\", max_chars = 20"),
        Kind::MaxCharsOutOfRange => title("type = \"string\", max_chars = 0"),
        Kind::PatternWithoutText => title("type = \"integer\", pattern = '^[1-9]'"),
        Kind::BadPattern => title("type = \"string\", pattern = '^[a-z'"),
        Kind::NotEmptyWithoutText => title("type = \"integer\", not_empty = true"),
        Kind::ReplaceWithoutList => title("type = \"string\", update = \"replace\""),
        Kind::MergeWithoutMap => title("type = \"string\", update = \"merge\""),
        Kind::NotationWithoutBoolean => title("type = \"string\", boolean = \"Y/N\""),
        Kind::NotationInList => title("type = \"boolean[]\"")
            .replace("scope  = \"shop\"", "scope  = \"shop\"\nbooleans = \"Y/N\""),
        Kind::DefaultOfAnotherType => title("type = \"string\", default = 1"),
        Kind::DefaultEmpty => title("type = \"string\", not_empty = true, default = \"\""),
        Kind::DefaultTooLong => title("type = \"string\", max_chars = 3, default = \"größe\""),
        Kind::DefaultAgainstPattern => title("type = \"string\", pattern = '^[a-z]+$', default = \"New\""),
        Kind::DefaultOutsideEnum => title("enum = [\"new\", \"used\"], default = \"nwe\""),

        Kind::MissingWords => table("[enum.Size]"),
        Kind::EmptyEnum => table("[enum.Size]\nwords = []"),
        Kind::BadWord => with("\"A\", \"B\"", "\"1st\", \"B\""),
        Kind::DoubledWord => with("\"A\", \"B\"", "\"A\", \"a\""),
        Kind::UnusedEnum => table("[enum.Size]\nwords = [\"S\", \"L\"]"),

        Kind::MethodWithoutKind => with("kind   = \"write\"\n", ""),
        Kind::MethodWithoutResult => with("result = \"true\"\n", ""),
        Kind::ResultMembers => result("{ item = \"Self\", total = \"integer\" }"),
        Kind::ParamWithoutType => with("id = \"Self.id\"", "id = { doc = \"The item.\" }"),
        Kind::DoubledFields => {
            with("fields = \"Self.patch\"", "fields = \"Self.patch\", more = \"Self.patch\"")
        }
        Kind::NullsInList => with("id = \"Self.id\"", "id = \"Self.id\", places = \"integer?[]\""),
        Kind::PagesAndRows => {
            result("\"Self[]\"\nlist   = { page = \"page\", start = \"start\", size = 50 }")
        }
        Kind::IncompleteList => result("\"Self[]\"\nlist   = { page = \"page\" }"),
        Kind::PageSizeOutOfRange => result("\"Self[]\"\nlist   = { page = \"page\", size = 0 }"),
        Kind::DoubledOperator => list("page = \"page\", filter = [\"=\", \">\", \"=\"]"),
        Kind::NumbersWithoutOperator => list("page = \"page\", filter = [\"=\"], numbers = [\"@\"]"),
        Kind::GroupsWithoutFilter => list("page = \"page\", groups = true"),
        Kind::ByNoIdentifier => list("start = \"start\", filter = [\">\"], by = \"title\""),
        Kind::ByWithoutMeans => list("start = \"start\", filter = [\"=\"], by = \"id\""),
        Kind::ListWithoutList => result("\"Self\"\nlist   = { page = \"page\", size = 50 }"),
        Kind::NestedWithoutMember => result("\"Self\"\nnested = { except = [\"title\"] }"),
        Kind::NestedWithoutEntity => method("nested = { in = \"item\" }"),
        Kind::NestedInField => result("\"Self\"\nnested = { in = \"title\" }"),
        Kind::UnknownException => result("\"Self\"\nnested = { in = \"item\", except = [\"titel\"] }"),
        Kind::DescribesNothing => result("\"Tag[]\"\ndescribes = \"nam\""),

        Kind::EndpointWithoutField => endpoint("answer = \"any\""),
        Kind::UnknownAddress => endpoint("field  = \"titel\"\nanswer = \"any\""),
        Kind::DoubledAddress => endpoint(
            "field  = \"title\"\nanswer = \"any\"\n\n[endpoint.more]\nfield  = \"title\"\nanswer = \"any\"",
        ),
        Kind::EndpointWithoutAnswer => endpoint("field  = \"title\""),
        Kind::BadAnswer => endpoint("field  = \"title\"\nanswer = \"Tag\""),
        Kind::RowsWithoutRows => {
            endpoint("field  = \"title\"\nparams = { select = \"columns\" }\nanswer = \"Tag[]\"")
        }
        Kind::DoubledParam => {
            endpoint("field  = \"title\"\nparams = { limit = \"limit\", top = \"limit\" }\nanswer = \"rows\"")
        }

        Kind::EmptyExample => method("example = [{}]"),
        Kind::ExampleSyntax => request(r#"{"id": 1, "fields": {"title": "New",}}"#),
        Kind::ExampleType => request(r#"{"id": 1, "fields": {"title": "New", "tags": "sale"}}"#),
        Kind::ExampleLimit => request(r#"{"id": 1, "fields": {"title": "A title of 21 letters"}}"#),
        Kind::ExampleWord => request(r#"{"id": 1, "fields": {"tags": [{"name": "sale", "kind": "b"}]}}"#),
        Kind::ExampleParam => request(r#"{"id": 1, "feilds": {}, "fields": {"title": "New"}}"#),
        Kind::ExampleMissingParam => request(r#"{"fields": {"title": "New"}}"#),
        Kind::ExampleField => request(r#"{"id": 1, "fields": {"titel": "New"}}"#),
        Kind::ExampleMissingField => request(r#"{"id": 1, "fields": {"tags": [{"name": "sale"}]}}"#),
        Kind::ExampleWritten => request(r#"{"id": 1, "fields": {"id": 2}}"#),
        Kind::ExampleWithoutResult => answer(r#"{"time": {"duration": 0.1}}"#),
        Kind::ExampleError => answer(r#"{"error": "GONE", "error_description": "It is gone."}"#),
        Kind::ExampleErrorText => answer(r#"{"error": "NOT_FOUND", "error_description": "Not found."}"#),

        Kind::ErrorWithoutMessage => error("GONE = { when = \"id.missing\" }"),
        Kind::BadPlaceholder => with("No #ID#.", "No #ID."),
        Kind::DoubledPlaceholder => with("No #ID#.", "No #OLD_ID# but #OLD__ID#."),
        Kind::BadStatus => error("GONE = { when = \"id.missing\", message = \"Gone.\", http = 99 }"),
        Kind::StatusInResult => {
            error("GONE = { when = \"id.missing\", message = \"Gone.\", at = \"result\", http = 400 }")
        }
        Kind::UnknownError => method("errors = [\"NOT_FUOND\"]"),
        Kind::DoubledError => method("errors = [\"NOT_FOUND\", \"NOT_FOUND\"]"),
        Kind::ErrorOfUnused => method("errors = [\"biconnector.connector:CONNECTOR_NOT_FOUND\"]"),
        Kind::UnknownForeignError => method("errors = [\"biconnector.connector:CONNECTOR_NOTFOUND\"]")
            .replace("scope  = \"shop\"", &format!("scope  = \"shop\"\n{connectors}")),
        Kind::UnusedError => error("GONE = { message = \"Gone.\" }"),
        Kind::SameError => {
            error("GONE = { code = \"NOT_FOUND\", when = \"id.missing\", message = \"No #ID#.\" }")
        }
        Kind::ErrorOfUnknownMethod => {
            error("GONE = { when = \"id.missing\", message = \"Gone.\", methods = [\"updat\"] }")
        }
        Kind::MethodsWithoutRule => error("GONE = { message = \"Gone.\", methods = [\"update\"] }")
            .replace("result = \"true\"", "result = \"true\"\nerrors = [\"GONE\"]"),

        Kind::UnknownRule => when("id.mising"),
        Kind::RuleOfNothing => when("Self.titel.max_chars"),
        Kind::RuleOfNoMethod => when("select.type"),
        Kind::RuleWithoutLimit => when("Tag.name.max_chars"),
        Kind::DoubledRule => error("GONE = { when = \"id.invalid\", message = \"Gone.\" }"),
        _ => return None,
    })
}
