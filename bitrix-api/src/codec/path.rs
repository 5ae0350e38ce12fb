//! Where in a request or an answer a value stands.

/// A step to a value from the one around it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Segment<'s> {
    /// A member of an object.
    Member(&'s str),
    /// An entry under a name that is somebody's own.
    Entry(&'s str),
    /// An item of a list.
    Item(usize),
}

impl Segment<'_> {
    /// The path from the value around it: `settings` before `[0].name` is `settings[0].name`.
    pub(crate) fn before(self, path: &str) -> String {
        let dot = if path.is_empty() || path.starts_with('[') { "" } else { "." };
        match self {
            Self::Member(name) => format!("{name}{dot}{path}"),
            Self::Entry(name) => format!("[{name:?}]{dot}{path}"),
            Self::Item(at) => format!("[{at}]{dot}{path}"),
        }
    }
}
