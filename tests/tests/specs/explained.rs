//! The file of example calls that the test `explained` compiles. It is written here, in a program of its own: once a name
//! has changed, the other does not compile until the file is right again.

use std::fmt::Write as _;
use std::path::Path;

use bitrix_spec::explain::{ExampleCall, Sent, example_call};
use bitrix_tests::families;

/// The example calls of all methods as a Rust file.
fn written() -> String {
    let mut text = String::from(
        "//! The example calls that `bitrix-spec explain` shows, written by a test: see `tests/specs/explained.rs`.\n\n\
         #![allow(unused_imports, deprecated)]\n\n\
         use std::collections::BTreeMap;\n\nuse bitrix_api::{Date, DateTime, Decimal};\nuse serde_json::json;\n\nuse super::{Call, sent};\n\n\
         pub(super) const CALLS: &[Call] = &[\n",
    );
    for family in families::shipped() {
        let module = family.name.replace('.', "::");
        for method in &family.methods {
            let ExampleCall { code, json, .. } = example_call(&family, method);
            let _ = writeln!(text, "    ({:?}, r##\"{json}\"##, || {{", method.wire_name);
            let _ = writeln!(text, "        use bitrix_api::{module}::*;");
            let code = code.replace('\n', "\n            ");
            let _ = writeln!(text, "        sent(&{code})\n    }}),");
        }
    }
    text + "];\n"
}

#[test]
fn the_calls_are_those_that_are_explained() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/explained/calls.rs");
    if std::env::var_os("WRITE_CALLS").is_some() {
        std::fs::write(&path, written()).expect("it can be written");
    }
    let known = std::fs::read_to_string(path).expect("it is there");
    assert!(
        known == written(),
        "tests/tests/explained/calls.rs is out of step: run `WRITE_CALLS=1 cargo test -p bitrix-tests --test specs`"
    );
}

#[test]
fn a_method_without_an_example_gets_values_that_fit() {
    for mut family in families::shipped() {
        for method in &mut family.methods {
            method.examples.clear();
        }
        for method in &family.methods {
            let call = example_call(&family, method);
            let is_whole = matches!(call.json, Sent::Object(_)) && !call.code.contains('…');
            assert!(is_whole, "{}: {call:?}", method.wire_name);
        }
    }
}
