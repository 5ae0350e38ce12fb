//! What a method will be in Rust, before anyone compiles it.

mod call;
mod expression;
mod face;
mod query;
mod sample;
mod sent;

use std::fmt::Write as _;

use crate::model::{Code, Context, ErrorCase, ErrorPlace, Family, Method, MethodKind};
use crate::rust::fits_batch;
pub use call::ExampleCall;
pub use sent::Sent;

/// An example of a call, from the documentation page's if the spec has one, else with made-up values.
#[must_use]
pub fn example_call(family: &Family, method: &Method) -> ExampleCall {
    call::example(family, method)
}

/// The methods of a family, a line each.
#[must_use]
pub fn family(family: &Family) -> String {
    let mut text = String::new();
    for method in &family.methods {
        let doc = method.doc.as_deref().unwrap_or_default();
        let _ = writeln!(text, "{:40} {doc}", method.wire_name);
    }
    text
}

/// A method: its request's functions and limits, its answer, its errors, and an example.
#[must_use]
pub fn method(family: &Family, method: &Method) -> String {
    let mut text = String::new();
    let _ = writeln!(text, "{}\n", method.wire_name);
    for line in [&method.doc, &method.warning].into_iter().flatten() {
        let _ = writeln!(text, "{line}");
    }
    if let Some(deprecated) = &method.deprecated {
        let _ = writeln!(text, "Deprecated: {deprecated}.");
    }
    let kind = match method.kind {
        MethodKind::Read => "It only looks: it may be repeated when its outcome is unknown.",
        MethodKind::Write => "It changes something: it is not repeated when its outcome is unknown.",
    };
    let context = match method.context {
        Context::Any => "Applications and webhooks may call it",
        Context::Application => "Only applications may call it",
    };
    let alone =
        if fits_batch(family, method) { "" } else { " No batch can carry it: it always has a boolean." };
    let scope = match family.scope.as_str() {
        "" => String::new(),
        scope => format!(", with the scope `{scope}`"),
    };
    let _ = writeln!(text, "{kind}\n{context}{scope}.{alone}");
    let _ = write!(text, "\n{}", face::of(family, method));
    errors(&mut text, family, method);
    let ExampleCall { code, json, unsaid } = example_call(family, method);
    let _ = write!(text, "\nexample\n{}", indented(&code));
    for param in unsaid {
        let _ = writeln!(text, "    // not the page's `{param}`, which its functions cannot say");
    }
    let _ = write!(text, "\nsends\n{}", indented(&pretty(&json)));
    text
}

fn errors(text: &mut String, family: &Family, method: &Method) {
    let _ = writeln!(text, "\nerrors ({}Error)", method.rust_name());
    for case in family.errors_of(method) {
        let rules: Vec<_> = case.rules.iter().map(ToString::to_string).collect();
        let why = if rules.is_empty() { "only the server can know".to_owned() } else { rules.join(", ") };
        let _ = writeln!(text, "    {:42} {} ({why})", case.rust_name(), shown(case));
    }
    let _ = writeln!(text, "    {:42} any other", "Other");
}

fn shown(case: &ErrorCase) -> String {
    let code = match &case.code {
        Code::Text(code) => format!("\"{code}\""),
        Code::Number(code) => code.to_string(),
    };
    let place = match case.at {
        ErrorPlace::Result => String::new(),
        ErrorPlace::Top => format!(", HTTP {}", case.http),
    };
    format!("{code}, {}{place}", case.message.text())
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}\n")).collect()
}

/// JSON on one line if it fits, else a line for each member.
fn pretty(json: &Sent) -> String {
    let line = json.to_string();
    if line.len() <= 100 { line } else { format!("{json:#}") }
}
