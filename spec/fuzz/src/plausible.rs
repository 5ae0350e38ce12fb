//! Specs that look like one: the language's tables and keys with values that often fit, and often do not.

use std::fmt::{self, Display, Write};

use arbitrary::{Arbitrary, Result, Unstructured};

/// The text of a spec.
pub(crate) struct Spec(String);

const NAMES: [&str; 15] = [
    "UNKNOWN", "id", "ID", "title", "tags", "item", "UF_*", "code", "type", "name", "Tag", "Item", "größe",
    "1st", "State",
];
const TYPE_NAMES: [&str; 10] =
    ["Item", "Tag", "Column", "Kind", "ItemPatch", "NewItem", "State", "Self", "string", "a-b"];
const METHODS: [&str; 8] = ["add", "update", "get", "list", "delete", "fields", "fields.update", "Item"];
const CODES: [&str; 6] = ["NOT_FOUND", "GONE", "OTHER", "basic:ACCESS_DENIED", "crm.deal:NOT_FOUND", "gone"];
const FAMILIES: [&str; 7] = ["circle", "shop.item", "basic", "crm", "biconnector", "crm.deal", "none"];
const SCALARS: [&str; 10] =
    ["integer", "decimal", "string", "secret", "boolean", "date", "datetime", "any", "map", "strng"];
const MEMBERS: [&str; 5] = ["id", "new", "patch", "ID", "x"];
const SUBJECTS: [&str; 10] =
    ["access", "id", "fields", "field", "Self.title", "Self.tags", "Tag", "Tag.code", "select", "filter"];
const RULES: [&str; 17] = [
    "missing",
    "read_only",
    "immutable",
    "type",
    "not_empty",
    "max_chars",
    "enum",
    "pattern",
    "unique",
    "elsewhere",
    "invalid",
    "empty",
    "unknown",
    "logic",
    "direction",
    "storage",
    "x",
];
const TEXTS: [&str; 13] = [
    "[",
    "",
    "a",
    "replace",
    "merge",
    "always",
    "Y/N",
    "0/1",
    "No #ID#.",
    "#",
    "#A_B# #A__B#",
    "^[a-z]+$",
    "größe 🦀",
];
const OPERATORS: [&str; 7] = ["=", ">", "@", "!@", "%", "=%", "%~"];
/// Examples are looked at only where the records are right.
const RIGHT_RECORDS: &str = r#"[entity.Item]
id = { type = "integer", read_only = true }
title = { type = "string", required = true, max_chars = 2 }
tags = { type = "Tag[]?" }
"UF_*" = { type = "any" }
[object.Tag]
code = { type = "string" }
tags = { type = "map<Tag>", optional = true }
"#;
const REQUESTS: [&str; 8] = [
    "{}",
    "[1]",
    r#"{"id": 1, "fields": {"title": "New", "tags": [{"code": "a"}], "UF_1": null}}"#,
    r#"{"id": "x", "title": {}, "tags": {"a": [[1]]}, "page": 2}"#,
    r#"{"fields": {"id": 1, "code": true, "type": 1.5, "name": ""}}"#,
    r#"{"filter": {"@ID": [1], "%title": "a", "=id": [1, 2], "0": {"logic": "OR", ">id": {}}}, "order": {"id": "asc"}}"#,
    r#"{"filter": {"UF_1": "Y", "~": 1}, "order": {"ID": "UP"}, "select": ["*", "id"], "start": -1}"#,
    "{",
];
const RESPONSES: [&str; 5] = [
    r#"{"result": true}"#,
    r#"{"result": [{"id": "1", "title": null, "tags": [], "item": {"code": []}}], "total": 1}"#,
    r#"{"result": {"item": {"id": 1, "name": "a"}}}"#,
    r#"{"error": "NOT_FOUND", "error_description": "No 4."}"#,
    "null",
];
const FIELD_KEYS: [&str; 23] = [
    "write",
    "rust",
    "aliases",
    "doc",
    "required",
    "read_only",
    "immutable",
    "optional",
    "not_empty",
    "max_chars",
    "pattern",
    "unique",
    "ignored",
    "default",
    "update",
    "boolean",
    "returned",
    "select",
    "filter",
    "order",
    "described",
    "since",
    "colour",
];

impl Display for Spec {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'a> Arbitrary<'a> for Spec {
    fn arbitrary(u: &mut Unstructured<'a>) -> Result<Self> {
        let mut text = String::from("spec = 1\n");
        top(u, &mut text)?;
        if u.ratio(1, 4)? {
            text.push_str(RIGHT_RECORDS);
        } else {
            records(u, &mut text)?;
        }
        for name in some(u, &METHODS, 3)? {
            method(u, name, &mut text)?;
        }
        text.push_str("[error]\n");
        for code in some(u, &CODES, 3)? {
            error(u, code, &mut text)?;
        }
        if u.ratio(1, 4)? {
            for name in some(u, &["list", "data", "Item"], 2)? {
                endpoint(u, name, &mut text)?;
            }
        }
        Ok(Self(text))
    }
}

fn top(u: &mut Unstructured<'_>, text: &mut String) -> Result<()> {
    if u.ratio(15, 16)? {
        let family = if u.ratio(7, 8)? { "shop.item" } else { *u.choose(&TEXTS)? };
        let _ = writeln!(text, "family = {family:?}");
    }
    if u.ratio(1, 16)? {
        let _ = writeln!(text, "extends = {:?}", u.choose(&FAMILIES)?);
    }
    if u.ratio(1, 16)? {
        let _ = writeln!(text, "uses = {}", texts(u, &FAMILIES)?);
    }
    if u.ratio(1, 4)? {
        let _ = writeln!(text, "errors_at = {:?}", u.choose(&["result", "top", "x"])?);
    }
    if u.ratio(1, 4)? {
        let _ = writeln!(text, "booleans = {:?}", u.choose(&TEXTS)?);
    }
    Ok(())
}

fn records(u: &mut Unstructured<'_>, text: &mut String) -> Result<()> {
    if u.ratio(7, 8)? {
        record(u, "entity", "Item", text)?;
    }
    for name in some(u, &TYPE_NAMES, 2)? {
        record(u, "object", name, text)?;
    }
    for name in some(u, &TYPE_NAMES, 2)? {
        let words = if u.ratio(1, 16)? { String::new() } else { format!("words = {}", texts(u, &NAMES)?) };
        let _ = writeln!(text, "[enum.{name}]\n{words}");
    }
    Ok(())
}

fn record(u: &mut Unstructured<'_>, kind: &str, name: &str, text: &mut String) -> Result<()> {
    let _ = writeln!(text, "[{kind}.{name}]");
    if u.ratio(3, 4)? {
        text.push_str("id = { type = \"integer\" }\n");
    }
    for name in some(u, &NAMES, 4)? {
        let _ = write!(text, "{name:?} = {{ ");
        match u.int_in_range(0..=7)? {
            0 => write!(text, "enum = {}", texts(u, &NAMES)?),
            1 if u.ratio(1, 2)? => write!(text, "type = \"string\", enum = [\"a\"]"),
            1 => write!(text, "doc = \"x\""),
            _ => write!(text, "type = \"{}\"", ty(u, 3)?),
        }
        .unwrap_or_default();
        for key in some(u, &FIELD_KEYS, 3)?.into_iter().filter(|key| *key != "doc") {
            let _ = write!(text, ", {key} = {}", field_value(u, key)?);
        }
        text.push_str(" }\n");
    }
    Ok(())
}

/// A value that the key takes, or any.
fn field_value(u: &mut Unstructured<'_>, key: &str) -> Result<String> {
    if u.ratio(1, 16)? {
        return value(u);
    }
    Ok(match key {
        "write" => format!("\"{}\"", ty(u, 2)?),
        "aliases" => texts(u, &NAMES)?,
        "rust" => format!("{:?}", u.choose(&NAMES)?),
        "returned" => texts(u, &METHODS)?,
        "max_chars" => u.int_in_range(-1..=300)?.to_string(),
        "default" => value(u)?,
        "update" => format!("{:?}", u.choose(&["replace", "merge", "add", "none"])?),
        "pattern" | "boolean" | "since" => format!("{:?}", u.choose(&TEXTS)?),
        "required" => (*u.choose(&["true", "false", "\"always\""])?).to_owned(),
        _ => u.arbitrary::<bool>()?.to_string(),
    })
}

fn method(u: &mut Unstructured<'_>, name: &str, text: &mut String) -> Result<()> {
    let _ = writeln!(text, "[method.{name:?}]");
    if u.ratio(15, 16)? {
        let _ = writeln!(text, "kind = {:?}", u.choose(&["read", "write"])?);
    }
    if u.ratio(3, 4)? {
        text.push_str("params = { ");
        for (at, name) in some(u, &["id", "fields", "title", "tags", "page"], 3)?.iter().enumerate() {
            let _ = write!(text, "{}{name} = ", if at > 0 { ", " } else { "" });
            let usual = match *name {
                "id" => "Self.id",
                "fields" => "Self.patch",
                "title" => "string?",
                "tags" => "Tag[]?",
                _ => "integer?",
            };
            let ty = if u.ratio(1, 2)? { usual.to_owned() } else { ty(u, 2)? };
            let _ = match u.int_in_range(0..=15)? {
                0 => write!(text, "{{ type = {ty:?}, rust = {:?} }}", u.choose(&NAMES)?),
                1 => write!(text, "{{ rust = \"a\" }}"),
                _ => write!(text, "{ty:?}"),
            };
        }
        text.push_str(" }\n");
    }
    let _ = match u.int_in_range(0..=5)? {
        0 => writeln!(text, "result = \"true\""),
        1 => writeln!(text, "result = {{ item = \"{}\" }}", ty(u, 2)?),
        2 => writeln!(text, "result = \"Self\""),
        3 => writeln!(text, "result = \"Self[]\""),
        4 => writeln!(text, "result = \"{}\"", ty(u, 3)?),
        _ => Ok(()),
    };
    if u.ratio(1, 4)? {
        let (param, size) =
            (u.choose(&["page", "start"])?, if u.ratio(1, 4)? { value(u)? } else { "50".to_owned() });
        let _ = write!(text, "list = {{ {param} = \"page\", size = {size}");
        if u.ratio(3, 4)? {
            let _ = write!(text, ", filter = {}", texts(u, &OPERATORS)?);
        }
        if u.ratio(1, 4)? {
            let _ = write!(text, ", numbers = {}", texts(u, &OPERATORS)?);
        }
        if u.ratio(1, 4)? {
            let _ = write!(text, ", groups = {}", u.arbitrary::<bool>()?);
        }
        if u.ratio(1, 4)? {
            let _ = write!(text, ", by = {:?}", u.choose(&NAMES)?);
        }
        text.push_str(" }\n");
    }
    if u.ratio(1, 4)? {
        let _ = writeln!(text, "nested = {{ in = {:?}, except = {} }}", u.choose(&NAMES)?, texts(u, &NAMES)?);
    }
    if u.ratio(1, 4)? {
        let _ = writeln!(text, "describes = {:?}", u.choose(&NAMES)?);
    }
    if u.ratio(1, 2)? {
        let _ = writeln!(text, "errors = {}", texts(u, &CODES)?);
    }
    if u.ratio(1, 2)? {
        let (request, response) = (u.choose(&REQUESTS)?, u.choose(&RESPONSES)?);
        let _ = match u.int_in_range(0..=15)? {
            0 => writeln!(text, "[[method.{name:?}.example]]"),
            1 => writeln!(text, "[[method.{name:?}.example]]\nresponse = '{response}'"),
            _ => {
                writeln!(text, "[[method.{name:?}.example]]\nrequest = '{request}'\nresponse = '{response}'")
            }
        };
    }
    Ok(())
}

fn endpoint(u: &mut Unstructured<'_>, name: &str, text: &mut String) -> Result<()> {
    let _ = writeln!(text, "[endpoint.{name}]");
    if u.ratio(15, 16)? {
        let _ = writeln!(text, "field = {:?}", u.choose(&NAMES)?);
    }
    if u.ratio(15, 16)? {
        let _ = writeln!(text, "answer = {:?}", u.choose(&["any", "rows", "Tag[]", "Column[]", "Tag"])?);
    }
    if u.ratio(1, 4)? {
        let _ = writeln!(text, "not_empty = {}", u.arbitrary::<bool>()?);
    }
    for param in some(u, &["table", "select", "filter", "limit"], 3)? {
        let holds = u.choose(&["string", "columns", "filter", "limit", "names", "integer"])?;
        let _ = match u.ratio(1, 4)? {
            true => writeln!(text, "params.{param} = {{ type = {holds:?}, rust = {:?} }}", u.choose(&NAMES)?),
            false => writeln!(text, "params.{param} = {holds:?}"),
        };
    }
    Ok(())
}

fn error(u: &mut Unstructured<'_>, code: &str, text: &mut String) -> Result<()> {
    let _ = write!(text, "{code:?} = {{ message = {:?}", u.choose(&TEXTS)?);
    if u.ratio(3, 4)? {
        let _ = write!(text, ", when = \"{}.{}\"", u.choose(&SUBJECTS)?, u.choose(&RULES)?);
    }
    if u.ratio(1, 4)? {
        let _ = write!(text, ", methods = {}", texts(u, &METHODS)?);
    }
    if u.ratio(1, 4)? {
        let _ = write!(text, ", code = {}", value(u)?);
    }
    if u.ratio(1, 4)? {
        let _ = write!(text, ", http = {}", u.int_in_range(0..=700)?);
    }
    text.push_str(" }\n");
    Ok(())
}

/// A type expression, with a limit to its depth.
fn ty(u: &mut Unstructured<'_>, depth: usize) -> Result<String> {
    Ok(match u.int_in_range(0..=if depth == 0 { 3 } else { 7 })? {
        0 | 1 => (*u.choose(&SCALARS)?).to_owned(),
        2 => (*u.choose(&TYPE_NAMES)?).to_owned(),
        3 => format!("{}.{}", u.choose(&["Self", "Item", "Column", "User", "Tag"])?, u.choose(&MEMBERS)?),
        4 => format!("{}?", ty(u, depth - 1)?),
        5 | 6 => format!("{}[]", ty(u, depth - 1)?),
        _ => format!("map<{}>", ty(u, depth - 1)?),
    })
}

/// Any value of TOML.
fn value(u: &mut Unstructured<'_>) -> Result<String> {
    Ok(match u.int_in_range(0..=7)? {
        0 => "true".to_owned(),
        1 => u.arbitrary::<i8>()?.to_string(),
        2 => u.arbitrary::<i64>()?.to_string(),
        3 => "0x7fff_ffff_ffff_ffff_f".to_owned(),
        4 => "1.5".to_owned(),
        5 => "1979-05-27".to_owned(),
        6 => texts(u, &TEXTS)?,
        _ => format!("{:?}", u.choose(&TEXTS)?),
    })
}

/// A list of up to three texts.
fn texts(u: &mut Unstructured<'_>, words: &[&str]) -> Result<String> {
    let mut list = Vec::new();
    for _ in 0..u.int_in_range(0..=3)? {
        list.push(format!("{:?}", u.choose(words)?));
    }
    Ok(format!("[{}]", list.join(", ")))
}

/// Up to `most` different ones of the words, so that no table has a key twice.
fn some<'w>(u: &mut Unstructured<'_>, words: &[&'w str], most: usize) -> Result<Vec<&'w str>> {
    let mut chosen = Vec::new();
    for _ in 0..u.int_in_range(0..=most)? {
        let word = *u.choose(words)?;
        if !chosen.contains(&word) {
            chosen.push(word);
        }
    }
    Ok(chosen)
}
