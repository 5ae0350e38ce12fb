//! Reads type expressions: `T`, `T?`, `T[]`, `map<T>`, `Entity.member`.

use crate::diagnostic::Diagnostic;
use crate::file::TypeExpr;
use crate::inside::Inside;
use crate::kind::Kind;
use crate::language::DEEPEST;
use crate::parse::value::Findings;
use crate::source::Placed;

/// Reads the expression in `text`, with places inside the string.
pub(super) fn parse(text: &Placed<String>, findings: &mut Findings) -> Option<TypeExpr> {
    let mut reader = Reader { text: &text.value, at: 0, inside: Inside::of(text), findings };
    let ty = reader.expr(0)?;
    if reader.rest().is_empty() {
        return Some(ty);
    }
    let message = format!("`{}` cannot follow a type", reader.rest());
    reader.mistake(
        Kind::TextAfterType,
        reader.at..text.value.len(),
        message,
        "only `?` (or null) and `[]` (a list) can",
    )
}

struct Reader<'t, 'f> {
    text: &'t str,
    at: usize,
    inside: Inside<'t>,
    findings: &'f mut Findings,
}

impl<'t> Reader<'t, '_> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn takes(&mut self, token: &str) -> bool {
        let takes = self.rest().starts_with(token);
        self.at += if takes { token.len() } else { 0 };
        takes
    }

    fn expr(&mut self, depth: usize) -> Option<TypeExpr> {
        if depth > DEEPEST {
            let message = format!("this type is more than {DEEPEST} deep");
            return self.mistake(
                Kind::DeepType,
                0..self.text.len(),
                message,
                "describe the inner part as an [object.…]",
            );
        }
        let mut ty = if self.takes("map<") { self.map(depth)? } else { self.name()? };
        for _ in 0..=DEEPEST {
            ty = self.nullable(ty)?;
            if !self.takes("[]") {
                return Some(ty);
            }
            ty = TypeExpr::List(Box::new(ty));
        }
        let message = format!("this type is more than {DEEPEST} deep");
        self.mistake(Kind::DeepType, 0..self.text.len(), message, "describe the inner part as an [object.…]")
    }

    fn nullable(&mut self, ty: TypeExpr) -> Option<TypeExpr> {
        if !self.takes("?") {
            return Some(ty);
        }
        let second = self.at..self.at + 1;
        if self.takes("?") {
            return self.mistake(Kind::DoubledNull, second, "`?` stands here twice", "leave one of them out");
        }
        Some(TypeExpr::Option(Box::new(ty)))
    }

    fn map(&mut self, depth: usize) -> Option<TypeExpr> {
        let value = self.expr(depth + 1)?;
        if !self.takes(">") {
            let message = format!("`{}` is no type", self.text);
            return self.mistake(
                Kind::UnclosedMap,
                0..self.text.len(),
                message,
                "a map ends with `>`: `map<string>`",
            );
        }
        Some(TypeExpr::Map(Box::new(value)))
    }

    fn name(&mut self) -> Option<TypeExpr> {
        let head = self.word()?;
        if !self.takes(".") {
            return Some(TypeExpr::Name(head));
        }
        Some(TypeExpr::Member(head, self.word()?))
    }

    fn word(&mut self) -> Option<Placed<String>> {
        let rest = self.rest();
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let message = format!("`{}` is no type", self.text);
            let help = "a type is a name, `Entity.member` or `map<T>`, and may be followed by `?` (or null) and `[]` (a list)";
            return self.mistake(Kind::MalformedType, 0..self.text.len(), message, help);
        }
        let span = self.at..self.at + end;
        self.at = span.end;
        Some(Placed::new(rest[..end].to_owned(), self.inside.place(span)))
    }

    fn mistake<T>(
        &mut self,
        kind: Kind,
        span: std::ops::Range<usize>,
        message: impl Into<String>,
        help: &str,
    ) -> Option<T> {
        let place = self.inside.place(span);
        self.findings.add(Diagnostic::new(kind, &place, message).help(help));
        None
    }
}
