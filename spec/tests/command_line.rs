//! The program: what it prints where, and the status with which it ends.

#![allow(clippy::expect_used, reason = "helpers of tests may fail the test")]

mod shop;

use std::path::PathBuf;
use std::process::{Command, Output};

use bitrix_spec::Kind;
use shop::{RIGHT, with};

/// A file in a folder of the test's own, which goes when the test is over.
struct File {
    folder: PathBuf,
}

impl File {
    fn new(test: &str, text: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
        std::fs::create_dir_all(&folder).expect("the folder can be made");
        std::fs::write(folder.join("shop.item.toml"), text).expect("the file can be written");
        Self { folder }
    }

    /// The program, started where the file lies.
    fn run(&self, arguments: &[&str]) -> Output {
        let mut program = Command::new(env!("CARGO_BIN_EXE_bitrix-spec"));
        program.args(arguments).current_dir(&self.folder).output().expect("it starts")
    }
}

impl Drop for File {
    fn drop(&mut self) {
        // What is left is overwritten by the next run.
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("it is UTF-8")
}

#[test]
fn a_right_file_ends_with_status_0() {
    let output = File::new("right", RIGHT).run(&["check", "shop.item.toml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), "1 file checked, no mistakes\n");
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn the_shipped_files_are_checked_where_none_is_named() {
    let output = File::new("shipped", RIGHT).run(&["check"]);
    assert_eq!(output.status.code(), Some(0));
    let files = bitrix_spec::catalog::names().count();
    assert_eq!(text(&output.stdout), format!("{files} files checked, no mistakes\n"));
}

#[test]
fn a_mistake_is_shown_with_its_code_and_ends_with_status_1() {
    let file = File::new("wrong", &with("max_chars", "max_char"));
    for arguments in [&["check", "shop.item.toml"][..], &["check", "--format", "text", "shop.item.toml"]] {
        let output = file.run(arguments);
        assert_eq!(output.status.code(), Some(1));
        assert_eq!(text(&output.stdout), "");
        let begin = "error[unknown-key]: a field has no key `max_char`\n --> shop.item.toml:7:45\n";
        assert!(text(&output.stderr).starts_with(begin), "{}", text(&output.stderr));
        assert!(text(&output.stderr).ends_with("1 file checked, 1 mistake\n"), "{}", text(&output.stderr));
    }
}

#[test]
fn json_has_one_line_a_mistake_and_nothing_else() {
    let wrong =
        with("max_chars = 20", "max_char = 20, default = \"größe\"").replace("\"A\", \"B\"", "\"A\", \"a\"");
    let output = File::new("json", &wrong).run(&["check", "--format", "json", "shop.item.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stderr), "");
    let lines: Vec<serde_json::Value> =
        text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("it is JSON")).collect();
    let kinds: Vec<_> = lines.iter().map(|line| line["kind"].as_str().expect("a code")).collect();
    assert_eq!(kinds, ["unknown-key", "required-with-default", "doubled-word"]);
    let at = wrong.find("max_char").expect("it is there");
    assert_eq!(
        lines[0],
        serde_json::json!({
            "file": "shop.item.toml",
            "line": 7,
            "column": 45,
            "end_line": 7,
            "end_column": 53,
            "span": [at, at + 8],
            "kind": "unknown-key",
            "message": "a field has no key `max_char`",
            "help": "did you mean `max_chars`?",
        })
    );
    // Columns count characters, the span bytes.
    assert_eq!((&lines[1]["column"], &lines[1]["end_column"]), (&70.into(), &77.into()));
    let span = lines[1]["span"].as_array().expect("from and to");
    assert_eq!(span[1].as_u64().zip(span[0].as_u64()).map(|(to, from)| to - from), Some(9));
}

#[test]
fn json_of_a_right_file_is_empty() {
    let output = File::new("json_right", RIGHT).run(&["check", "--format", "json", "shop.item.toml"]);
    assert_eq!((output.status.code(), text(&output.stdout), text(&output.stderr)), (Some(0), "", ""));
}

#[test]
fn a_file_without_a_family_is_said_to_be_checked_as_one_to_extend() {
    let file = File::new("shared", "spec = 1\nscope = \"shop\"\n");
    let output = file.run(&["check", "shop.item.toml"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stderr),
        "note: shop.item.toml names no family, and was checked as a file that families extend\n"
    );
}

#[test]
fn a_file_beside_it_can_be_extended_and_is_told_of() {
    let file = File::new("beside", &with("scope  = \"shop\"", "extends = \"base\""));
    std::fs::write(file.folder.join("base.toml"), "spec = 1\nscoope = \"shop\"\n")
        .expect("it can be written");
    let output = file.run(&["check", "shop.item.toml"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("--> base.toml:2:1"), "{}", text(&output.stderr));
}

#[test]
fn what_cannot_be_used_ends_with_status_2() {
    let file = File::new("usage", RIGHT);
    let wrong: [&[&str]; 11] = [
        &[],
        &["explain", "telephony"],
        &["explain"],
        &["explain", "server.time", "--json"],
        &["explain", "server.time", "there_is_none.toml"],
        &["chek"],
        &["schema", "shop.item.toml"],
        &["check", "--colour"],
        &["check", "--format", "xml"],
        &["check", "--format"],
        &["check", "there_is_none.toml"],
    ];
    for arguments in wrong {
        let output = file.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert_eq!(text(&output.stdout), "", "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[test]
fn what_cannot_be_used_is_named_before_the_usage() {
    let file = File::new("named", RIGHT);
    let wrong: [(&[&str], &str); 8] = [
        (&[], "there is no command"),
        (&["chek"], "unknown command `chek`; did you mean `check`?"),
        (&["--colour"], "unknown option `--colour`"),
        (&["check", "shop.item.toml", "--colour"], "unknown option `--colour`"),
        (&["check", "--format", "xml"], "unknown format `xml`: there is `text` and `json`"),
        (&["check", "--format"], "`--format` takes `text` or `json`"),
        (&["schema", "shop.item.toml"], "`schema` takes no `shop.item.toml`"),
        (&["explain"], "`explain` takes the name of a method or family"),
    ];
    for (arguments, message) in wrong {
        let output = file.run(arguments);
        let (first, usage) = text(&output.stderr).split_once("\n\n").expect("a message and the usage");
        assert_eq!(first, message, "{arguments:?}");
        assert!(usage.contains("usage: bitrix-spec check"), "{usage}");
    }
}

#[test]
fn the_format_may_stand_behind_the_files() {
    let output = File::new("behind", RIGHT).run(&["check", "shop.item.toml", "--format", "json"]);
    assert_eq!((output.status.code(), text(&output.stdout), text(&output.stderr)), (Some(0), "", ""));
}

#[test]
fn a_file_beside_it_that_cannot_be_read_is_not_passed_over() {
    let file = File::new("unreadable", &with("scope  = \"shop\"", "extends = \"crm\""));
    std::fs::write(file.folder.join("crm.toml"), b"spec = 1 # \xff\n").expect("it can be written");
    for arguments in [&["check", "shop.item.toml"][..], &["explain", "shop.item.update", "shop.item.toml"]] {
        let output = file.run(arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let told = text(&output.stderr);
        assert!(told.starts_with("cannot read crm.toml: ") && told.lines().count() == 1, "{told}");
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_ends_with_status_2() {
    use std::os::unix::ffi::OsStrExt as _;

    let mut program = Command::new(env!("CARGO_BIN_EXE_bitrix-spec"));
    let output = program.arg("check").arg(std::ffi::OsStr::from_bytes(b"\xff.toml")).output();
    let output = output.expect("it starts");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).ends_with(" is no UTF-8\n"), "{}", text(&output.stderr));
}

#[test]
fn a_reader_who_has_read_enough_is_no_failure() {
    let file = File::new("pipe", &with("max_chars", "max_char"));
    let commands: [(&[&str], i32); 3] =
        [(&["kinds"], 0), (&["coverage"], 0), (&["check", "--format", "json", "shop.item.toml"], 1)];
    for (arguments, status) in commands {
        let (reader, writer) = std::io::pipe().expect("there can be a pipe");
        drop(reader);
        let mut program = Command::new(env!("CARGO_BIN_EXE_bitrix-spec"));
        let child = program.args(arguments).current_dir(&file.folder).stdout(writer).output();
        let output = child.expect("it starts");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(status), ""), "{arguments:?}");
    }
}

#[test]
fn that_a_file_has_mistakes_is_noted_where_a_method_of_it_is_explained() {
    let output = File::new("explain_wrong", &with("\"Tag[]\"", "\"Tags[]\"")).run(&[
        "explain",
        "shop.item.update",
        "shop.item.toml",
    ]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stderr),
        "note: shop.item.toml has 1 mistake, which `bitrix-spec check shop.item.toml` shows\n"
    );
}

#[test]
fn the_schema_is_printed_as_the_file_that_editors_read() {
    let output = File::new("schema", RIGHT).run(&["schema"]);
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/schema.json");
    assert_eq!(text(&output.stdout), std::fs::read_to_string(file).expect("it is there"));
}

#[test]
fn the_kinds_are_listed_with_their_advice_and_the_help_names_the_formats_and_the_schema() {
    let file = File::new("kinds", RIGHT);
    let output = file.run(&["kinds"]);
    assert_eq!(output.status.code(), Some(0));
    for kind in Kind::ALL {
        let line = text(&output.stdout).lines().find(|line| line.split(' ').next() == Some(kind.code()));
        assert!(line.is_some_and(|line| line.ends_with(kind.doc())), "{kind}");
    }
    let help = file.run(&["--help"]);
    assert_eq!(help.status.code(), Some(0));
    for told in ["--format json", "bitrix-spec schema", "`schema` prints"] {
        assert!(text(&help.stdout).contains(told), "{told}");
    }
}

#[test]
fn a_method_is_explained_from_a_file_and_from_the_shipped_ones() {
    let file = File::new("explain", RIGHT);
    for arguments in [&["explain", "shop.item.update", "shop.item.toml"][..], &["explain", "server.time"]] {
        let output = file.run(arguments);
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), ""));
        assert!(text(&output.stdout).starts_with(arguments[1]), "{}", text(&output.stdout));
        assert!(text(&output.stdout).contains("\nsends\n"), "{}", text(&output.stdout));
    }
}

#[test]
fn a_family_is_explained_as_a_list_of_its_methods() {
    let output = File::new("explain_family", RIGHT).run(&["explain", "crm.deal"]);
    assert_eq!(output.status.code(), Some(0));
    let family = bitrix_spec::catalog::family("crm.deal").expect("it is shipped").family;
    for method in family.methods {
        assert!(text(&output.stdout).contains(&method.wire_name), "{}", method.wire_name);
    }
}

#[test]
fn a_method_that_no_spec_describes_ends_with_status_2_and_the_near_name() {
    let file = File::new("explain_unknown", RIGHT);
    for (name, remedy) in [("servr.time", "did you mean `server.time`?"), ("telephony", "`coverage`")] {
        let output = file.run(&["explain", name]);
        assert_eq!((output.status.code(), text(&output.stdout)), (Some(2), ""));
        assert!(text(&output.stderr).contains(remedy), "{}", text(&output.stderr));
    }
}
