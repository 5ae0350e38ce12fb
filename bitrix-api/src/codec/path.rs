//! Where in a request or an answer a value stands.

use std::borrow::Cow;

/// A step to a value from the one around it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Segment {
    /// A member of an object.
    Member(Cow<'static, str>),
    /// An entry under a name that is somebody's own.
    Entry(String),
    /// An item of a list.
    Item(usize),
}

/// All steps, the outermost first: `fields.settings[0].name`.
pub(crate) fn path<'s>(segments: impl IntoIterator<Item = &'s Segment>) -> String {
    let mut path = String::new();
    for segment in segments {
        match segment {
            Segment::Member(name) if path.is_empty() => path.push_str(name),
            Segment::Member(name) => path.extend([".", name]),
            Segment::Entry(name) => path.push_str(&format!("[{name:?}]")),
            Segment::Item(at) => path.push_str(&format!("[{at}]")),
        }
    }
    path
}
