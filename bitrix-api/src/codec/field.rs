//! The names by which a type knows its members.
//!
//! Mostly a plain name. `connectorId|connectorid` is one member with two names, `UF_*` stands for all whose names begin
//! so, and `connection.*` for an object whose members count as if they stood beside it.

/// What a member's name turned out to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    /// One of the fields asked for.
    Field(usize),
    /// One of many that begin alike.
    Many(usize),
    /// An object that holds fields.
    Nested(usize),
    /// `error`, where that is watched for.
    Error,
    /// Another.
    Other,
}

/// The field that a name means; a plain name goes before a beginning.
pub(super) fn find(fields: &[&'static str], name: &str) -> Option<Key> {
    if let Some(at) = fields.iter().position(|field| *field == name) {
        return Some(Key::Field(at));
    }
    let found = |(at, field): (usize, &&'static str)| {
        if let Some(member) = field.strip_suffix(".*") {
            (member == name).then_some(Key::Nested(at))
        } else if let Some(prefix) = field.strip_suffix('*') {
            name.starts_with(prefix).then_some(Key::Many(at))
        } else if field.bytes().any(|byte| byte == b'|') {
            field.split('|').any(|alias| alias == name).then_some(Key::Field(at))
        } else {
            None
        }
    };
    fields.iter().enumerate().find_map(found)
}

/// The name by which messages call a field.
pub(crate) fn first_name(field: &'static str) -> &'static str {
    field.split('|').next().unwrap_or(field)
}

#[cfg(test)]
mod tests {
    use super::{Key, find};

    #[test]
    fn a_name_is_found_by_itself_by_another_spelling_by_its_beginning_or_as_a_wrapper() {
        let fields = ["ID", "connectorId|connectorid", "UF_*", "UF_A", "connection.*"];
        assert_eq!(find(&fields, "ID"), Some(Key::Field(0)));
        assert_eq!(find(&fields, "connectorid"), Some(Key::Field(1)));
        assert_eq!(find(&fields, "connectorId"), Some(Key::Field(1)));
        assert_eq!(find(&fields, "UF_B"), Some(Key::Many(2)));
        assert_eq!(find(&fields, "UF_A"), Some(Key::Field(3)));
        assert_eq!(find(&fields, "connection"), Some(Key::Nested(4)));
        assert_eq!(find(&fields, "connect"), None);
    }
}
