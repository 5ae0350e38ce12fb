//! A spec file's text, and places in it.

use std::ops::Range;
use std::sync::Arc;

/// The text of one spec file, with the path that messages show for it.
#[derive(Debug, PartialEq, Eq)]
pub struct Source {
    path: String,
    text: String,
    shipped: bool,
}

impl Source {
    /// Takes a file's text; `path` is what messages print, so it should be as the reader knows the file.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Arc<Self> {
        Arc::new(Self { path: path.into(), text: text.into(), shipped: false })
    }

    pub(crate) fn shipped(path: String, text: &str) -> Arc<Self> {
        Arc::new(Self { path, text: text.to_owned(), shipped: true })
    }

    /// Whether it is one of the files that come with this crate.
    #[must_use]
    pub fn is_shipped(&self) -> bool {
        self.shipped
    }

    /// The path that messages show.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The whole text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A stretch of a spec file that something was written at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The file.
    pub source: Arc<Source>,
    /// The bytes of its text; always inside it and on character boundaries.
    pub span: Range<usize>,
}

impl Place {
    /// A place in `source`, with the span cut to what the text holds: a parser's span may end past the last byte.
    #[must_use]
    pub fn new(source: &Arc<Source>, span: Range<usize>) -> Self {
        let text = source.text();
        let floor = |mut at: usize| {
            at = at.min(text.len());
            while !text.is_char_boundary(at) {
                at -= 1;
            }
            at
        };
        let start = floor(span.start);
        let end = floor(span.end).max(start);
        Self { source: Arc::clone(source), span: start..end }
    }

    /// Line and column of the first character, both from 1; the column counts characters.
    #[must_use]
    pub fn line_and_column(&self) -> (usize, usize) {
        self.position(self.span.start)
    }

    /// Line and column behind the last character.
    #[must_use]
    pub fn end_line_and_column(&self) -> (usize, usize) {
        self.position(self.span.end)
    }

    fn position(&self, at: usize) -> (usize, usize) {
        let before = &self.source.text()[..at];
        let line_start = before.rfind('\n').map_or(0, |at| at + 1);
        (before.matches('\n').count() + 1, before[line_start..].chars().count() + 1)
    }
}

/// A value together with where it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Placed<T> {
    /// What was written.
    pub(crate) value: T,
    /// Where.
    pub(crate) place: Place,
}

impl<T> Placed<T> {
    /// Puts a value and its place together.
    pub(crate) fn new(value: T, place: Place) -> Self {
        Self { value, place }
    }
}
