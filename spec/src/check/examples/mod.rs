//! Sends the examples of methods through what the spec says of them, so that a difference between a documentation
//! page and its spec is seen at once.

mod listing;
mod record;
mod request;
mod response;
mod value;

use crate::diagnostic::Diagnostic;
use crate::file::{ExampleDef, MethodDef};
use crate::inside::Inside;
use crate::json::{self, Json};
use crate::kind::Kind;
use crate::model::{Family, Method};
use crate::source::Placed;

/// Checks every example of the methods that could be understood.
pub(super) fn check(methods: &[MethodDef], family: &Family, found: &mut Vec<Diagnostic>) {
    for def in methods {
        let Some(method) = family.method(&def.name.value) else { continue };
        for example in def.examples.iter().flatten() {
            check_example(example, family, method, found);
        }
    }
}

fn check_example(example: &ExampleDef, family: &Family, method: &Method, found: &mut Vec<Diagnostic>) {
    let mut selects = false;
    if let Some(text) = &example.request {
        read(
            text,
            found,
            |json, examiner| {
                selects = json.member("select").is_some();
                examiner.request(json, method);
            },
            Direction::Written,
            family,
        );
    }
    if let Some(text) = &example.response {
        let direction = Direction::Read { method, selects };
        read(text, found, |json, examiner| examiner.response(json, method), direction, family);
    }
}

fn read<'f>(
    text: &Placed<String>,
    found: &mut Vec<Diagnostic>,
    examine: impl FnOnce(&Json<'_>, &mut Examiner<'f, '_>),
    direction: Direction<'f>,
    family: &'f Family,
) {
    let inside = Inside::of(text);
    match json::parse(&text.value) {
        Ok(json) => examine(&json, &mut Examiner { family, direction, inside, found }),
        Err(fault) => found.push(
            Diagnostic::new(Kind::ExampleSyntax, &inside.place(fault.span), fault.message)
                .help("write the JSON of the documentation page, with nothing left out"),
        ),
    }
}

/// Which way a value goes. What is written is as the spec says; what is read may be in any form that portals use.
#[derive(Clone, Copy)]
enum Direction<'f> {
    Written,
    /// By this method; where its call names fields in `select`, entities come without the others.
    Read {
        method: &'f Method,
        selects: bool,
    },
}

/// Looks for what differs between an example and the spec.
struct Examiner<'f, 't> {
    family: &'f Family,
    direction: Direction<'f>,
    inside: Inside<'t>,
    found: &'t mut Vec<Diagnostic>,
}

impl Examiner<'_, '_> {
    fn is_written(&self) -> bool {
        matches!(self.direction, Direction::Written)
    }

    fn report(&mut self, kind: Kind, span: &std::ops::Range<usize>, message: String, help: &str) {
        self.found.push(Diagnostic::new(kind, &self.inside.place(span.clone()), message).help(help));
    }

    /// A name that is none of the known ones.
    fn unknown<'k>(
        &mut self,
        kind: Kind,
        (name, span): (&str, &std::ops::Range<usize>),
        message: String,
        known: impl IntoIterator<Item = &'k str>,
    ) {
        let place = self.inside.place(span.clone());
        self.found.push(Diagnostic::new(kind, &place, message).suggest(name, known));
    }

    /// A name that is none of the known ones, and may be one that the spec has yet to describe, as `advice` says.
    fn undescribed<'k>(
        &mut self,
        kind: Kind,
        (name, span): (&str, &std::ops::Range<usize>),
        message: String,
        known: impl IntoIterator<Item = &'k str>,
        advice: &str,
    ) {
        let place = self.inside.place(span.clone());
        self.found.push(Diagnostic::new(kind, &place, message).suggest_or(name, known, advice));
    }
}
