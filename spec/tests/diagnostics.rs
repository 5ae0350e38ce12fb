//! What the checker says of mistakes: of what would not compile, and of many at once.

mod shop;

use std::sync::Arc;

use bitrix_spec::model::{Flag, Type};
use bitrix_spec::{Checked, Kind, Source, catalog, check};
use shop::{RIGHT, checked, with};

#[test]
fn a_right_spec_has_no_mistakes_and_neither_have_the_shipped_ones() {
    assert_eq!(checked(RIGHT).diagnostics, []);
    for name in catalog::names() {
        let source = catalog::source(name).expect("it has a text");
        assert_eq!(bitrix_spec::check_shared(&source), [], "{name}");
        if source.text().contains("\nfamily") {
            assert_eq!(catalog::family(name).expect("it is shipped").diagnostics, [], "{name}");
        }
    }
}

#[test]
fn what_would_not_compile_or_never_happen_is_a_mistake_of_the_spec() {
    let cases = [
        (
            "held in a list",
            with("name = { type = \"string\" }", "name = { type = \"string\" }\nkids = { type = \"Tag\" }"),
            "`Tag` holds itself",
        ),
        ("no fields", with("[object.Tag]", "[object.None]\n[object.Tag]"), "`None` has no field"),
        (
            "type name",
            with("[object.Tag]", "[object.a-b]\nx = { type = \"string\" }\n[object.Tag]"),
            "`a-b` cannot be the name of a Rust type",
        ),
        ("catch-all word", with("\"A\", \"B\"", "\"A\", \"UNKNOWN\""), "keeps words of newer portals"),
        ("catch-all error", with("NOT_FOUND =", "OTHER ="), "keeps undocumented errors"),
        (
            "two patches",
            with("fields = \"Self.patch\"", "fields = \"Self.patch\", more = \"Self.patch\""),
            "takes the entity's fields twice",
        ),
        (
            "one setter",
            with("fields = \"Self.patch\"", "title = \"string?\", fields = \"Self.patch\""),
            "two things of this would be called `title` in Rust",
        ),
        (
            "nulls in a list",
            with("fields = \"Self.patch\"", "fields = \"Self.patch\", ids = \"integer?[]\""),
            "would hold nulls",
        ),
        (
            "no list",
            with("result = \"true\"", "list = { page = \"page\", size = 50 }\nresult = \"true\""),
            "answers with a list",
        ),
        ("no limit", with("id.invalid", "Tag.name.max_chars"), "the field has no such limit"),
        ("unknown object", with("id.invalid", "Tags.missing"), "something that the family does not have"),
        (
            "two errors",
            with("[error]\n", "[error]\nGONE = { when = \"id.invalid\", message = \"Gone.\" }\n"),
            "`GONE` answers this rule already",
        ),
        (
            "text id",
            with("type = \"integer\", read_only", "type = \"string\", read_only"),
            "an identifier is an `integer`",
        ),
        ("family", with("family = \"shop.item\"", "family = \"a b/../c\""), "cannot be the name of a family"),
        ("no family", with("family = \"shop.item\"\n", ""), "does not name its family"),
        ("placeholder", with("No #ID#.", "No #_#."), "is no part of a placeholder"),
    ];
    for (case, text, expected) in cases {
        let found = checked(&text).diagnostics;
        let rendered: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert!(rendered.iter().any(|it| it.contains(expected)), "{case}: {}", rendered.join("\n"));
    }
}

#[test]
fn what_the_language_has_for_other_dialects_is_checked_too() {
    let title = |more: &str| with("max_chars = 20", more);
    let cases = [
        (
            "always",
            title("immutable = true").replace("required = true", "required = \"always\""),
            "an update cannot set",
        ),
        ("required", title("x = 1").replace("required = true", "required = \"never\""), "cannot be `never`"),
        ("merge", with("update = \"replace\"", "update = \"merge\""), "speaks of maps"),
        ("replace", title("update = \"replace\""), "speaks of lists"),
        (
            "elsewhere",
            title("update = \"rename\""),
            "there is no method `rename` that would change the field",
        ),
        ("bad pattern", title("pattern = \"[\""), "no regular expression"),
        ("pattern of a list", with("update = \"replace\"", "pattern = \"a\""), "`tags` is none"),
        ("unique", title("unique = true"), "objects in one list"),
        ("described", title("described = false"), "does not describe cannot be written"),
        ("ignored", title("ignored = true"), "a required field is not ignored"),
        ("boolean", title("boolean = \"Y/N\""), "`title` is none"),
        (
            "booleans in a list",
            with("scope  = \"shop\"", "booleans = \"Y/N\"").replace("\"Tag[]\"", "\"boolean[]\""),
            "written as JSON's own",
        ),
        ("returned", title("returned = [\"update\"]"), "no method `update` returns the entity"),
        (
            "written object",
            with("name = { type = \"string\" }", "name = { type = \"string\", write = \"any\" }"),
            "written as it is read",
        ),
        ("prefix", with("title =", "\"title*\" ="), "only the beginning is known"),
        ("no type in it", with("\"Tag[]\"", "\"map<Tag[]\""), "a map ends with `>`"),
        (
            "deep type",
            with("\"Tag[]\"", &format!("\"{}string{}\"", "map<".repeat(40), ">".repeat(40))),
            "deep",
        ),
        ("parameter", with("id = \"Self.id\"", "id = { doc = \"x\" }"), "does not say what it holds"),
        ("words", with("[object.Tag]", "[enum.Size]\n[object.Tag]"), "has no words"),
        ("foreign id", with("\"Tag[]\"", "\"Shelf.id[]\""), "there is no entity `Shelf` in this family"),
        ("used family", with("scope  =", "uses = [\"shelf\"]\nscope  ="), "there is no spec `shelf` to use"),
        (
            "foreign family",
            with("result = \"true\"", "result = \"true\"\nerrors = [\"a.b:GONE\"]"),
            "does not say that it uses `a.b`",
        ),
        (
            "foreign error",
            with("result = \"true\"", "result = \"true\"\nerrors = [\"biconnector.connector:GONE\"]")
                .replace("scope  =", "uses = [\"biconnector.connector\"]\nscope  ="),
            "the [error] table of `biconnector.connector` has no `GONE`",
        ),
        (
            "nested",
            with("result = \"true\"", "result = \"true\"\nnested = { in = \"x\" }"),
            "does not answer with one",
        ),
        (
            "exception",
            with("result = \"true\"", "result = \"Self\"\nnested = { in = \"x\", except = [\"titel\"] }"),
            "did you mean `title`?",
        ),
        (
            "two positions",
            with(
                "result = \"true\"",
                "list = { page = \"p\", start = \"s\", size = 5 }\nresult = \"Self[]\"",
            ),
            "counts either pages or rows",
        ),
        ("own field", with("id.invalid", "Self.titel.max_chars"), "something that the family does not have"),
        ("own limit", with("id.invalid", "Self.title.pattern"), "no method of the family has this rule"),
    ];
    for (case, text, expected) in cases {
        let found = checked(&text).diagnostics;
        let rendered: Vec<_> = found.iter().map(ToString::to_string).collect();
        assert!(rendered.iter().any(|it| it.contains(expected)), "{case}: {}", rendered.join("\n"));
    }
}

#[test]
fn a_family_knows_the_identifiers_and_errors_of_those_that_it_uses() {
    let text = with("scope  =", "uses = [\"biconnector.connector\"]\nscope  =")
        .replace("tags  =", "connectors = { type = \"Connector.id[]\" }\ntags  =")
        .replace(
            "result = \"true\"",
            "result = \"true\"\nerrors = [\"biconnector.connector:CONNECTOR_NOT_FOUND\"]",
        );
    let Checked { family, diagnostics } = checked(&text);
    assert_eq!(diagnostics, []);
    let errors: Vec<_> = family.errors_of(&family.methods[0]).map(|case| case.name.as_str()).collect();
    assert_eq!(errors, ["NOT_FOUND", "CONNECTOR_NOT_FOUND"]);
}

#[test]
fn objects_that_hold_themselves_in_lists_are_fine() {
    let text = with(
        "name = { type = \"string\" }",
        "name = { type = \"string\", max_chars = 3 }\nkids = { type = \"Tag[]\" }",
    );
    assert_eq!(checked(&text).diagnostics, []);
}

#[test]
fn what_only_resembles_a_mistake_is_none() {
    let title = |more: &str| with("max_chars = 20", more).replace("required = true, ", "");
    let cases = [
        ("a default on the limit", title("max_chars = 5, default = \"größe\"")),
        ("an empty default", title("default = \"\"")),
        ("a default that matches", title("pattern = '^[a-z]+$', default = \"new\"")),
        (
            "a default among the words",
            title("default = \"new\"").replace("title = { type = \"string\"", "title = { enum = [\"new\"]"),
        ),
        ("an alias of its own", title("aliases = [\"caption\", \"heading\"]")),
        ("a status of 200 inside the result", with("when =", "at = \"result\", http = 200, when =")),
        (
            "one text under two codes",
            with("[error]\n", "[error]\nGONE = { when = \"id.missing\", message = \"No #ID#.\" }\n"),
        ),
        (
            "one of two methods that return the entity",
            title("returned = [\"get\"]").replace("result = \"true\"", "result = \"Self\"").replace(
                "[error]",
                "[method.get]\nkind = \"read\"\nparams = { id = \"Self.id\" }\nresult = \"Self\"\n\n[error]",
            ),
        ),
        (
            "an object that only a parameter holds",
            with("\"Self.patch\"", "\"Self.patch\", options = \"Options?\"").replace(
                "[method.update]",
                "[object.Options]\nquiet = { type = \"boolean\" }\n\n[method.update]",
            ),
        ),
        (
            "an enum that only an object holds",
            with("kind = { enum = [\"A\", \"B\"] }", "kind = { type = \"Size\" }")
                .replace("[method.update]", "[enum.Size]\nwords = [\"S\", \"L\"]\n\n[method.update]"),
        ),
    ];
    for (case, text) in cases {
        let rendered: Vec<_> = checked(&text).diagnostics.iter().map(ToString::to_string).collect();
        assert!(rendered.is_empty(), "{case}: {}", rendered.join("\n"));
    }
}

/// The help of the first mistake.
fn help(text: &str) -> String {
    let found = checked(text).diagnostics;
    found.first().and_then(|first| first.help.clone()).unwrap_or_default()
}

#[test]
fn an_operator_that_there_is_not_is_taken_for_one_of_the_same_signs() {
    let list = |written: &str| {
        let list =
            format!("list = {{ start = \"s\", size = 5, filter = [\"{written}\"] }}\nresult = \"Self[]\"");
        help(&with("result = \"true\"", &list))
    };
    for (written, meant) in [("=<", "<="), ("=>", ">="), ("==", "="), ("%!", "!%")] {
        assert_eq!(list(written), format!("did you mean `{meant}`?"));
    }
    for written in ["~", "<>", "like", "x"] {
        assert!(list(written).starts_with("there is `=`"), "{written}: {}", list(written));
    }
}

#[test]
fn a_rule_that_there_is_not_is_taken_for_one_of_as_many_parts() {
    let remedy = |rule: &str| help(&with("id.invalid", rule));
    assert_eq!(remedy("id.mising"), "did you mean `missing`?");
    assert_eq!(remedy("Self.title.max_char"), "did you mean `max_chars`?");
    assert!(remedy("Self.title.invalid").starts_with("there is `missing`"));
    for rule in ["missing", "a.b.c.missing"] {
        assert!(remedy(rule).starts_with("a rule is `access`"), "{rule}: {}", remedy(rule));
    }
}

#[test]
fn a_rule_of_a_parameter_that_no_method_has_is_shown_those_that_there_are() {
    let named = |name: &str| with("id = \"Self.id\"", &format!("{name} = \"Self.id\""));
    assert_eq!(
        help(&named("ITEMID")),
        "`id` is a parameter's name here: there is `ITEMID.invalid`, `fields.invalid`"
    );
    let right = named("ITEMID").replace("id.invalid", "ITEMID.invalid");
    assert_eq!(checked(&right).diagnostics, []);
}

/// The remedy for what a request has beside `id`, of a call that may be a list's.
fn undescribed(method: &str, request: &str) -> String {
    let example = format!("{method}\nexample = [{{ request = '{{{request}}}' }}]");
    help(
        &with(
            "kind   = \"write\"\nparams = { id = \"Self.id\", fields = \"Self.patch\" }\nresult = \"true\"",
            &example,
        )
        .replace("[error]\nNOT_FOUND = { when = \"id.invalid\", message = \"No #ID#.\" }\n", ""),
    )
}

#[test]
fn a_parameter_that_an_example_has_and_the_spec_has_not_is_to_be_described() {
    let look = "kind = \"read\"\nresult = \"Self\"";
    let list = "kind = \"read\"\nresult = \"Self[]\"\nlist = { page = \"page\", size = 50 }";
    let params = |params: &str| format!("{look}\nparams = {{ {params} }}");
    let cases = [
        (look.to_owned(), "\"TASKID\": 4", "describe it in the method's `params`"),
        (
            params("silent = \"boolean?\""),
            "\"TASKID\": 4",
            "describe it in the method's `params`; there is `silent`",
        ),
        (params("taskId = \"integer?\""), "\"TASKID\": 4", "did you mean `taskId`?"),
        (
            look.to_owned(),
            "\"FILTER\": {}",
            "`list` is about `filter` in small letters: describe it in the method's `params`, `FILTER = \"map<any>?\"`",
        ),
        (
            list.to_owned(),
            "\"SELECT\": []",
            "`list` is about `select` in small letters: describe it in the method's `params`, `SELECT = \"string[]?\"`",
        ),
        (list.to_owned(), "\"filter\": {}", "name its operators in `list`: `filter = [\"=\"]`"),
        (list.replace("50", "50, order = false"), "\"order\": {}", "leave `order = false` out of `list`"),
        (
            look.to_owned(),
            "\"order\": {}",
            "say `list` if this is a list call, or describe it in `params`: `order = \"map<any>?\"`",
        ),
    ];
    for (method, request, remedy) in cases {
        assert_eq!(undescribed(&method, request), remedy, "{method}");
    }
}

#[test]
fn a_field_that_an_example_has_and_the_spec_has_not_is_to_be_described() {
    let answer = |fields: &str| {
        let example =
            format!("result = \"Self\"\nexample = [{{ response = '{{\"result\": {{{fields}}}}}' }}]");
        help(&with("result = \"true\"", &example))
    };
    let item = "\"id\": 4, \"title\": \"a\", \"tags\": []";
    assert_eq!(
        answer(&format!("{item}, \"weight\": 5")),
        "describe it under `[entity.Item]`; there is `id`, `title`, `tags`"
    );
    assert_eq!(answer(&format!("{item}, \"titel\": 5")), "did you mean `title`?");
    let tag = "\"name\": \"a\", \"kind\": \"A\", \"weight\": 5";
    assert_eq!(
        answer(&item.replace("[]", &format!("[{{{tag}}}]"))),
        "describe it under `[object.Tag]`; there is `name`, `kind`"
    );
}

#[test]
fn what_is_there_with_a_value_of_a_wrong_type_is_not_said_to_be_missing() {
    let nested = with("\"true\"", "\"Self\"\nnested = { in = 5 }");
    let param = with("id = \"Self.id\"", "id = { type = 5 }");
    let message = with("message = \"No #ID#.\"", "message = 5");
    for text in [with("type = \"Tag[]\"", "type = 5"), nested, param, message] {
        let found: Vec<_> = checked(&text).diagnostics.iter().map(|it| it.kind).collect();
        assert_eq!(found.first(), Some(&Kind::WrongType), "{text}");
        assert!(!found.iter().any(|kind| kind.code().contains("without")), "{found:?}");
    }
}

#[test]
fn a_number_that_is_too_large_and_words_of_one_variant_are_named_so() {
    let first =
        |text: &str| checked(text).diagnostics.first().map(|it| it.message.clone()).unwrap_or_default();
    assert_eq!(
        first(&with("max_chars = 20", "max_chars = 99999999999999999999")),
        "this number is too large"
    );
    let words = first(&with("\"A\", \"B\"", "\"A-B\", \"A_B\""));
    assert_eq!(words, "`A_B` and `A-B` would both be the variant `AB`");
    assert_eq!(first(&with("\"A\", \"B\"", "\"A\", \"A\"")), "`A` stands here twice");
}

#[test]
fn an_object_is_identified_by_its_field_id_and_no_other() {
    let tag = |fields: &str| with("[object.Tag]\n", &format!("[object.Tag]\n{fields}\n"));
    let Checked { family, diagnostics } =
        checked(&tag("parent = { type = \"Tag.id\" }\nid = { type = \"Tag.id\" }"));
    assert_eq!(diagnostics, []);
    assert_eq!(family.objects[0].id().map(|field| field.name.as_str()), Some("id"));
    assert_eq!(
        help(&tag("parent = { type = \"Tag.id\" }")),
        "give `Tag` a field `id = { type = \"Tag.id\" }`"
    );
    // An identifier has a type of its own.
    let taken = tag("id = { type = \"Tag.id\" }\nhue = { type = \"TagId\" }")
        + "\n[object.TagId]\nx = { type = \"any\" }\n";
    assert_eq!(
        checked(&taken).diagnostics.iter().map(|it| it.kind).collect::<Vec<_>>(),
        [Kind::SameRustName]
    );
    let Checked { family, .. } = checked(&with(
        "id    = { type = \"integer\", read_only = true }",
        "PARENT = { type = \"Self.id\", read_only = true }\nID = { type = \"integer\", read_only = true }",
    ));
    assert_eq!(family.entity.as_ref().and_then(|entity| entity.id()).map(|id| id.name.as_str()), Some("ID"));
}

#[test]
fn an_enum_that_may_be_null_can_be_broken_all_the_same() {
    let rule = "WORD = { when = \"RULE\", message = \"Which?\" }\n";
    let of_object =
        with("[\"A\", \"B\"] }", "[\"A\", \"B\"] }\nsize = { type = \"Size?\", optional = true }")
            .replace("[method.update]", "[enum.Size]\nwords = [\"S\"]\n\n[method.update]")
            + &rule.replace("RULE", "Tag.size.enum");
    assert_eq!(checked(&of_object).diagnostics, []);
    let of_entity = with("tags  =", "size = { type = \"Size?\" }\ntags  =")
        .replace("[method.update]", "[enum.Size]\nwords = [\"S\"]\n\n[method.update]")
        + &rule.replace("RULE", "field.enum");
    let Checked { family, diagnostics } = checked(&of_entity);
    assert_eq!(diagnostics, []);
    let errors: Vec<_> = family.errors_of(&family.methods[0]).map(|case| case.name.as_str()).collect();
    assert_eq!(errors, ["NOT_FOUND", "WORD"]);
}

#[test]
fn no_list_or_map_that_is_written_holds_nulls() {
    let param =
        |ty: &str| with("fields = \"Self.patch\"", &format!("fields = \"Self.patch\", more = \"{ty}\""));
    let field = |line: &str| with("tags  =", &format!("more = {{ {line} }}\ntags  ="));
    let of_object =
        |read: &str| with("kind = { enum", &format!("more = {{ type = \"{read}\" }}\nkind = {{ enum"));
    let wrong = [
        param("integer?[]"),
        param("integer?[]?"),
        param("map<integer?>"),
        param("integer?[][]"),
        param("map<integer?[]>"),
        field("type = \"integer?[]\""),
        field("type = \"integer[]\", write = \"map<string?>\""),
        of_object("integer?[]"),
    ];
    for text in wrong {
        let found: Vec<_> = checked(&text).diagnostics.iter().map(|it| it.kind).collect();
        assert_eq!(found, [Kind::NullsInList], "{text}");
    }
    let right = [
        param("integer[]?"),
        field("type = \"integer?[]\", read_only = true"),
        field("type = \"integer?[]\", write = \"integer[]\""),
        of_object("integer?[]").replace("Tag[]\", update = \"replace\"", "Tag[]\", read_only = true"),
    ];
    for text in right {
        assert_eq!(checked(&text).diagnostics, [], "{text}");
    }
}

#[test]
fn booleans_are_written_in_their_notation_or_not_at_all() {
    let top = |text: &str| text.replace("scope  = \"shop\"", "booleans = \"Y/N\"");
    let param = top(&with("fields = \"Self.patch\"", "fields = \"Self.patch\", flags = \"boolean[]?\""));
    assert_eq!(
        checked(&param).diagnostics.iter().map(|it| it.kind).collect::<Vec<_>>(),
        [Kind::NotationInList]
    );
    let read = top(&with("tags  =", "flags = { type = \"boolean[]\", read_only = true }\ntags  ="));
    assert_eq!(checked(&read).diagnostics, []);
    let written =
        with("tags  =", "flag = { type = \"string\", write = \"boolean\", boolean = \"0/1\" }\ntags  =");
    let Checked { family, diagnostics } = checked(&written);
    assert_eq!(diagnostics, []);
    let flag = family.entity.as_ref().and_then(|entity| entity.field("flag"));
    assert_eq!(flag.map(|field| field.write_ty()), Some(&Type::Boolean(Flag::Digit)));
}

#[test]
fn a_rule_can_be_of_a_parameter_in_capitals() {
    let text = with("id = \"Self.id\"", "ID = \"Self.id\"").replace("id.invalid", "ID.invalid");
    let Checked { family, diagnostics } = checked(&text);
    assert_eq!(diagnostics, []);
    assert_eq!(family.errors_of(&family.methods[0]).count(), 1);
    let found = checked(&text.replace("ID.invalid", "IDS.invalid")).diagnostics;
    assert_eq!(found.iter().map(|it| it.kind).collect::<Vec<_>>(), [Kind::RuleOfNothing]);
}

#[test]
fn an_example_of_a_list_compares_with_what_its_fields_hold_and_orders_up_or_down() {
    let list = |request: &str| {
        let list = "kind   = \"read\"\nlist = { start = \"s\", size = 5, filter = [\"=\", \">\", \"@\", \"%\", \"%=\"], groups = true }";
        let example = format!("\"Self[]\"\nexample = [{{ request = '{request}' }}]");
        let text = with(
            "tags  =",
            "born = { type = \"date?\" }\nnew = { type = \"boolean\", boolean = \"Y/N\" }\ntags  =",
        );
        text.replace("kind   = \"write\"", list)
            .replace("params = { id = \"Self.id\", fields = \"Self.patch\" }\n", "")
            .replace("\"true\"", &example)
            .replace("when = \"id.invalid\", ", "when = \"order.direction\", ")
    };
    let kinds = |text: &str| checked(text).diagnostics.iter().map(|it| it.kind).collect::<Vec<_>>();
    let right = [
        r#"{"filter": {"id": "4", ">id": 4, "@id": [1, "2"], "=id": [1, 2], "title": 5, "%id": "1", "%title": "a"}}"#,
        r#"{"filter": {"=title": "", "=born": false, ">born": "2024-08-30", "=new": "Y", "0": {"logic": "OR", "id": 1}}}"#,
        r#"{"order": {"id": "asc", "title": "DESC"}}"#,
    ];
    for request in right {
        assert_eq!(kinds(&list(request)), [], "{request}");
    }
    let wrong = [
        (r#"{"filter": {"id": "four"}}"#, Kind::ExampleType),
        (r#"{"filter": {"@id": [1, "two"]}}"#, Kind::ExampleType),
        (r#"{"filter": {">born": "yesterday"}}"#, Kind::ExampleType),
        (r#"{"filter": {"=new": true}}"#, Kind::ExampleType),
        (r#"{"filter": {"0": {"id": {}}}}"#, Kind::ExampleType),
        (r#"{"order": {"id": "UP"}}"#, Kind::ExampleWord),
        (r#"{"order": {"id": 1}}"#, Kind::ExampleType),
    ];
    for (request, kind) in wrong {
        assert_eq!(kinds(&list(request)), [kind], "{request}");
    }
}

#[test]
fn one_error_answers_a_rule_once_and_an_alias_is_taken_once() {
    let cases = [
        (with("\"id.invalid\"", "[\"id.invalid\", \"id.invalid\"]"), Kind::DoubledRule),
        (with("max_chars = 20", "aliases = [\"caption\", \"caption\"]"), Kind::TakenAlias),
    ];
    for (text, kind) in cases {
        assert_eq!(checked(&text).diagnostics.iter().map(|it| it.kind).collect::<Vec<_>>(), [kind]);
    }
}

#[test]
fn all_mistakes_of_a_file_come_in_one_go_and_the_other_methods_stand() {
    let text = with("kind   = \"write\"", "kind   = \"rite\"")
        .replace("\"Tag[]\"", "\"Tags[]\"")
        .replace("max_chars = 20", "max_char = 20")
        + "\n[method.get]\nkind = \"read\"\nparams = { id = \"Self.id\" }\nresult = { item = \"Self\" }\n";
    let text = text.replace("[error]\nNOT_FOUND = { when = \"id.invalid\", message = \"No #ID#.\" }\n", "");
    let Checked { family, diagnostics } = checked(&text);
    let places: Vec<_> = diagnostics.iter().map(|it| (it.kind, it.place.line_and_column())).collect();
    assert_eq!(
        places,
        [(Kind::UnknownKey, (7, 45)), (Kind::UnknownType, (8, 19)), (Kind::UnknownWord, (15, 10))]
    );
    assert_eq!(family.methods.iter().map(|method| method.name.as_str()).collect::<Vec<_>>(), ["get"]);
}

#[test]
fn ten_mistakes_in_one_file_give_ten_reports_and_the_untouched_methods_stand() {
    let text = r#"spec   = 1
family = "shop.item"
scoope = "shop"

[entity.Item]
id    = { type = "integer", read_only = true }
title = { type = "string", max_chars = 3, default = "none" }
price = { type = "decimel" }
notes = { type = "string", update = "replace" }
tags  = { type = "Tag[]" }

[object.Tag]
name = { type = "string", required = true }
kind = { enum = ["A", "a"] }

[method.add]
kind   = "write"
params = { fields = "Self.new" }
result = "Self.id"

[method.update]
kind   = "rite"
params = { id = "Self.id", fields = "Self.patch" }
result = "true"

[method.get]
kind   = "read"
params = { id = "Self.id" }
result = "Self"

[method.list]
kind   = "read"
list   = { page = "page", size = 0 }
result = "Self[]"

[method.delete]
kind   = "write"
params = { id = "Slf.id" }
result = "true"

[error]
NOT_FOUND = { when = "id.invalid", message = "No #ID." }
"#;
    let Checked { family, diagnostics } = checked(text);
    let found: Vec<_> = diagnostics.iter().map(|it| (it.place.line_and_column().0, it.kind.code())).collect();
    let expected = [
        (3, "unknown-key"),
        (7, "default-too-long"),
        (8, "unknown-type"),
        (9, "replace-without-list"),
        (13, "entity-key-in-object"),
        (14, "doubled-word"),
        (22, "unknown-word"),
        (33, "page-size-out-of-range"),
        (38, "unknown-entity"),
        (42, "bad-placeholder"),
    ];
    assert_eq!(found, expected);
    let methods: Vec<_> = family.methods.iter().map(|method| method.name.as_str()).collect();
    assert_eq!(methods, ["add", "get"]);
}

#[test]
fn a_mistake_in_a_file_that_is_extended_is_told_where_it_stands() {
    let parent: Arc<Source> = Source::new("base.toml", "spec = 1\nscoope = \"shop\"\n");
    let child = Source::new("shop.item.toml", RIGHT.replacen("scope  = \"shop\"", "extends = \"base\"", 1));
    let found = check(&child, &|_| Some(Arc::clone(&parent))).diagnostics;
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].place.source.path(), found[0].place.line_and_column()), ("base.toml", (2, 1)));
    assert_eq!(found[0].help.as_deref(), Some("did you mean `scope`?"));
}

#[test]
fn any_text_gives_diagnostics_whose_places_lie_in_it() {
    let texts = [
        "",
        "\u{feff}",
        "spec",
        "=",
        "[",
        "spec = 1\n[entity.Ü]\n",
        "é = \"",
        "[method]\nx = 1",
        "spec = 99999999999999999999",
    ];
    let cut = (0..RIGHT.len()).filter(|at| RIGHT.is_char_boundary(*at)).map(|at| RIGHT[..at].to_owned());
    for text in texts.into_iter().map(str::to_owned).chain(cut) {
        for diagnostic in checked(&text).diagnostics {
            assert!(diagnostic.place.span.end <= text.len(), "{text}");
            assert!(!diagnostic.render().is_empty());
        }
    }
}
