//! Reads type expressions: `T`, `T?`, `T[]`, `Entity.member`.

use crate::diagnostic::{Diagnostic, Kind};
use crate::file::TypeExpr;
use crate::parse::table::Findings;
use crate::source::{Place, Placed};

/// Reads the expression in `text`, with places inside the string.
pub(super) fn parse(text: &Placed<String>, findings: &mut Findings) -> Option<TypeExpr> {
    let inside = Inside::of(text);
    let end_of_name = text.value.find(['?', '[']).unwrap_or(text.value.len());
    let (name, suffixes) = text.value.split_at(end_of_name);
    let mut parts = name.split('.');
    let (first, second, third) = (parts.next().unwrap_or_default(), parts.next(), parts.next());
    let is_word = |word: &str| {
        word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
    };
    if !is_word(first) || second.is_some_and(|word| !is_word(word)) || third.is_some() {
        let message = format!("`{}` is no type", text.value);
        findings.add(Diagnostic::new(Kind::TypeSyntax, &inside.place(0..text.value.len()), message).help(
            "a type is a name, `Entity.member`, or one of them followed by `?` (or null) or `[]` (a list)",
        ));
        return None;
    }
    let head = Placed::new(first.to_owned(), inside.place(0..first.len()));
    let mut ty = match second {
        Some(member) => {
            let from = first.len() + 1;
            TypeExpr::Member(head, Placed::new(member.to_owned(), inside.place(from..from + member.len())))
        }
        None => TypeExpr::Name(head),
    };
    let mut at = end_of_name;
    let mut rest = suffixes;
    while !rest.is_empty() {
        let (length, wrapped): (usize, fn(Box<TypeExpr>) -> TypeExpr) = match rest {
            _ if rest.starts_with('?') => (1, TypeExpr::Option),
            _ if rest.starts_with("[]") => (2, TypeExpr::List),
            _ => {
                let message = format!("`{rest}` cannot follow a type");
                findings.add(
                    Diagnostic::new(Kind::TypeSyntax, &inside.place(at..text.value.len()), message)
                        .help("only `?` (or null) and `[]` (a list) can"),
                );
                return None;
            }
        };
        if length == 1 && matches!(ty, TypeExpr::Option(_)) {
            findings.add(Diagnostic::new(
                Kind::TypeSyntax,
                &inside.place(at..at + 1),
                "`?` stands here twice",
            ));
            return None;
        }
        at += length;
        rest = &rest[length..];
        ty = wrapped(Box::new(ty));
    }
    Some(ty)
}

/// Finds places inside a string: its characters stand in the file as they are unless it has escapes, and then the
/// whole string is the place.
struct Inside<'p> {
    whole: &'p Place,
    start: Option<usize>,
}

impl<'p> Inside<'p> {
    fn of(text: &'p Placed<String>) -> Self {
        let span = &text.place.span;
        let written = &text.place.source.text()[span.clone()];
        let start = ["\"\"\"", "'''", "\"", "'"].into_iter().find_map(|quote| {
            let inner = written.strip_prefix(quote)?.strip_suffix(quote)?;
            (inner == text.value).then_some(span.start + quote.len())
        });
        Self { whole: &text.place, start }
    }

    fn place(&self, part: std::ops::Range<usize>) -> Place {
        match self.start {
            Some(start) => Place::new(&self.whole.source, start + part.start..start + part.end),
            None => self.whole.clone(),
        }
    }
}
