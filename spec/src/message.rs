//! Message templates: the text of an error with `#PLACEHOLDERS#` for what differs from call to call.

/// A server's message, cut at its placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    template: String,
    placeholders: Vec<String>,
}

impl Message {
    /// Reads a template: a placeholder is a name of capitals, digits and `_` between two `#`. Gives nothing where a
    /// `#` is no part of one, since a reader of answers could not tell it from a placeholder.
    #[must_use]
    pub fn parse(template: &str) -> Option<Self> {
        let mut parts = template.split('#').skip(1);
        let mut placeholders: Vec<String> = Vec::new();
        while let Some(name) = parts.next() {
            parts.next()?;
            if !name.starts_with(|c: char| c.is_ascii_uppercase())
                || !name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            {
                return None;
            }
            if !placeholders.iter().any(|known| known == name) {
                placeholders.push(name.to_owned());
            }
        }
        Some(Self { template: template.to_owned(), placeholders })
    }

    /// The text as the spec has it.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The names between the `#`, in the order of the text, each once.
    #[must_use]
    pub fn placeholders(&self) -> &[String] {
        &self.placeholders
    }

    /// Whether a text is the template with something in the place of each placeholder.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let mut literals = self.template.split('#').step_by(2);
        let Some(mut rest) = literals.next().and_then(|first| text.strip_prefix(first)) else { return false };
        let mut literals = literals.peekable();
        while let Some(literal) = literals.next() {
            let at = if literals.peek().is_none() {
                rest.ends_with(literal).then(|| rest.len() - literal.len())
            } else {
                rest.find(literal)
            };
            let Some(at) = at else { return false };
            rest = &rest[at + literal.len()..];
        }
        rest.is_empty()
    }

    /// The text with every placeholder replaced by what `value` gives for its name.
    pub fn fill<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> String {
        let mut text = String::with_capacity(self.template.len());
        for (at, part) in self.template.split('#').enumerate() {
            match value(part).filter(|_| at % 2 == 1) {
                Some(value) => text.push_str(value),
                None if at % 2 == 1 => text.extend(["#", part, "#"]),
                None => text.push_str(part),
            }
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn placeholders_are_found_and_filled_and_a_lone_hash_is_refused() {
        let message =
            Message::parse("Field \"#TITLE#\" must be of type #TYPE#, #TITLE#.").expect("a template");
        assert_eq!(message.placeholders(), ["TITLE", "TYPE"]);
        let filled = message.fill(|name| (name == "TITLE").then_some("sort"));
        assert_eq!(filled, "Field \"sort\" must be of type #TYPE#, sort.");
        assert!(message.matches("Field \"a\" must be of type b, a."));
        assert!(!message.matches("Field \"a\" must be of type b, a!"));
        assert_eq!(Message::parse("Number # of #TITLE#"), None);
        assert_eq!(Message::parse("Field #TITLE is wrong"), None);
    }
}
