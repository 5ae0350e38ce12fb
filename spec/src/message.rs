//! Message templates: the text of an error with `#PLACEHOLDERS#` for what differs from call to call.

/// A server's message, cut at its placeholders.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Message {
    template: String,
    /// The text before the first placeholder.
    before: String,
    slots: Vec<Slot>,
    placeholders: Vec<String>,
}

/// A placeholder, and the text behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Slot {
    name: String,
    behind: String,
}

impl Message {
    /// Reads a template: a placeholder is a name of capitals, digits and `_` between two `#`, and `##` is a `#` of the
    /// text. Gives nothing where a `#` is neither, since a reader of answers could not tell it from a placeholder.
    #[must_use]
    pub fn parse(template: &str) -> Option<Self> {
        let mut parts = template.split('#');
        let mut before = parts.next()?.to_owned();
        let mut slots: Vec<Slot> = Vec::new();
        let mut placeholders: Vec<String> = Vec::new();
        while let Some(name) = parts.next() {
            let literal = parts.next()?;
            if name.is_empty() {
                let text = slots.last_mut().map_or(&mut before, |slot| &mut slot.behind);
                text.push('#');
                text.push_str(literal);
                continue;
            }
            if !name.starts_with(|c: char| c.is_ascii_uppercase())
                || !name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
            {
                return None;
            }
            if !placeholders.iter().any(|known| known == name) {
                placeholders.push(name.to_owned());
            }
            slots.push(Slot { name: name.to_owned(), behind: literal.to_owned() });
        }
        Some(Self { template: template.to_owned(), before, slots, placeholders })
    }

    /// The text as the spec has it.
    #[must_use]
    pub fn template(&self) -> &str {
        &self.template
    }

    /// The text as the server writes it, but for its placeholders, which stay as they are: `#TITLE#`.
    #[must_use]
    pub fn text(&self) -> String {
        self.fill(|_| None)
    }

    /// The names between the `#`, in the order of the text, each once.
    #[must_use]
    pub fn placeholders(&self) -> &[String] {
        &self.placeholders
    }

    /// Whether a text is the template with something in the place of each placeholder.
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let Some(mut rest) = text.strip_prefix(&self.before) else { return false };
        let mut slots = self.slots.iter().peekable();
        while let Some(Slot { behind, .. }) = slots.next() {
            let at = if slots.peek().is_none() {
                rest.ends_with(behind).then(|| rest.len() - behind.len())
            } else {
                rest.find(behind)
            };
            let Some(at) = at else { return false };
            rest = &rest[at + behind.len()..];
        }
        rest.is_empty()
    }

    /// The text with every placeholder replaced by what `value` gives for its name.
    pub fn fill<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> String {
        let mut text = self.before.clone();
        for Slot { name, behind } in &self.slots {
            match value(name) {
                Some(value) => text.push_str(value),
                None => text.extend(["#", name, "#"]),
            }
            text.push_str(behind);
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

    #[test]
    fn two_hashes_stand_for_one_that_the_server_writes() {
        let message = Message::parse("EXCEPTION_##8; ###CODE### of ##").expect("a template");
        assert_eq!(message.placeholders(), ["CODE"]);
        assert_eq!(message.fill(|_| Some("x")), "EXCEPTION_#8; #x# of #");
        assert_eq!(message.text(), "EXCEPTION_#8; ##CODE## of #");
        assert!(message.matches("EXCEPTION_#8; #TE# of #"));
        assert!(!message.matches("EXCEPTION_##8; #TE# of #"));
        assert!(Message::parse("##").is_some_and(|hash| hash.matches("#")));
        assert_eq!(Message::parse("EXCEPTION_#8"), None);
    }
}
