//! What is wrong with a spec, and how it is told: one function renders it for the macro, the command line and the
//! tests alike.

use annotate_snippets::{AnnotationKind, Level, Renderer, Snippet};

use crate::kind::Kind;
use crate::source::Place;

/// One mistake in a spec file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Which rule was broken.
    pub kind: Kind,
    /// Where.
    pub place: Place,
    /// What is wrong, in one line.
    pub message: String,
    /// What to do instead, where that can be said.
    pub help: Option<String>,
}

impl Diagnostic {
    pub(crate) fn new(kind: Kind, place: &Place, message: impl Into<String>) -> Self {
        Self { kind, place: place.clone(), message: message.into(), help: None }
    }

    pub(crate) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Adds `did you mean …?` where one of `known` is near `written`, else the list of what there is.
    pub(crate) fn suggest<'a>(self, written: &str, known: impl IntoIterator<Item = &'a str>) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match crate::suggest::nearest(written, known.iter().copied()) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => self.help("leave it out: there is nothing that it could name"),
            None => self.help(format!("there is `{}`", known.join("`, `"))),
        }
    }

    /// The same for a name that may be right, and new: where none is near, `advice` says how the spec gets to know it.
    pub(crate) fn suggest_or<'a>(
        self,
        written: &str,
        known: impl IntoIterator<Item = &'a str>,
        advice: &str,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        match crate::suggest::nearest(written, known.iter().copied()) {
            Some(near) => self.help(format!("did you mean `{near}`?")),
            None if known.is_empty() => self.help(advice),
            None => self.help(format!("{advice}; there is `{}`", known.join("`, `"))),
        }
    }

    /// The message as the reader sees it: the cause, then the place with its line and a caret, then the remedy.
    #[must_use]
    pub fn render(&self) -> String {
        let mut group = Level::ERROR.no_name().primary_title(self.message.as_str()).element(
            Snippet::source(self.place.source.text())
                .path(self.place.source.path())
                .annotation(AnnotationKind::Primary.span(self.place.span.clone())),
        );
        if let Some(help) = &self.help {
            group = group.element(Level::HELP.message(help.as_str()));
        }
        Renderer::plain().render(&[group])
    }
}

impl std::fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.render())
    }
}
