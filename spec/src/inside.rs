//! Places inside a TOML string.

use std::ops::Range;

use crate::source::{Place, Placed};

/// Finds places inside a string: its characters stand in the file as they are unless it has escapes, and then the
/// whole string is the place.
pub(crate) struct Inside<'p> {
    whole: &'p Place,
    start: Option<usize>,
}

impl<'p> Inside<'p> {
    pub(crate) fn of(text: &'p Placed<String>) -> Self {
        let span = &text.place.span;
        let written = &text.place.source.text()[span.clone()];
        let start = ["\"\"\"", "'''", "\"", "'"].into_iter().find_map(|quote| {
            let inner = written.strip_prefix(quote)?.strip_suffix(quote)?;
            // TOML leaves out a line break right behind three quotes.
            let cut = inner.strip_suffix(&text.value)?;
            matches!(cut, "" | "\n" | "\r\n").then_some(span.start + quote.len() + cut.len())
        });
        Self { whole: &text.place, start }
    }

    pub(crate) fn place(&self, part: Range<usize>) -> Place {
        match self.start {
            Some(start) => Place::new(&self.whole.source, start + part.start..start + part.end),
            None => self.whole.clone(),
        }
    }
}
