//! What `bitrix-spec explain` says of a method is so: its example calls compile, keep all limits, and send what it says.

#[rustfmt::skip]
mod calls;

use std::fmt::Write as _;
use std::path::Path;

use bitrix_api::{Error, Request, codec};
use bitrix_spec::explain::{ExampleCall, example_call};
use bitrix_spec::{catalog, model::Family};
use serde_json::Value;

/// A method, what its example call is said to send, and what it sends.
type Call = (&'static str, &'static str, fn() -> Result<Value, Error>);

fn sent(request: &impl Request) -> Result<Value, Error> {
    request.check()?;
    Ok(serde_json::from_slice(&codec::to_json(request)).expect("a request is JSON"))
}

fn families() -> impl Iterator<Item = Family> {
    catalog::families().filter_map(catalog::family).map(|checked| checked.family)
}

/// The example calls of all methods as a Rust file.
fn written() -> String {
    let mut text = String::from(
        "//! The example calls that `bitrix-spec explain` shows, written by the test beside this file.\n\n\
         #![allow(unused_imports, deprecated)]\n\n\
         use std::collections::BTreeMap;\n\nuse bitrix_api::{Date, DateTime, Decimal};\nuse serde_json::json;\n\nuse super::{Call, sent};\n\n\
         pub(super) const CALLS: &[Call] = &[\n",
    );
    for family in families() {
        let module = family.name.replace('.', "::");
        for method in &family.methods {
            let ExampleCall { code, json } = example_call(&family, method);
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
        "tests/tests/explained/calls.rs is out of step: run `WRITE_CALLS=1 cargo test -p bitrix-tests --test explained`"
    );
}

#[test]
fn each_call_sends_what_is_said_and_keeps_every_limit() {
    for (method, said, call) in calls::CALLS {
        let sent = call().unwrap_or_else(|error| panic!("{method}: {error}"));
        let said: Value = serde_json::from_str(said).expect("it is JSON");
        assert_eq!(sent, said, "{method}");
    }
    assert_eq!(calls::CALLS.len(), families().map(|family| family.methods.len()).sum::<usize>());
}

#[test]
fn a_method_without_an_example_gets_values_that_fit() {
    for mut family in families() {
        for method in &mut family.methods {
            method.examples.clear();
        }
        for method in &family.methods {
            let call = example_call(&family, method);
            assert!(call.json.is_object() && !call.code.contains('…'), "{}: {call:?}", method.wire_name);
        }
    }
}
