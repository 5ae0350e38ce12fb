//! Message templates: the text of an error with `#PLACEHOLDERS#` for what differs from call to call.

/// A server's message, cut at its placeholders.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    template: String,
    placeholders: Vec<String>,
}

impl Message {
    /// Reads a template. A placeholder is a name of capitals, digits and `_` between two `#`; any other `#` is text.
    #[must_use]
    pub fn parse(template: &str) -> Self {
        let mut placeholders = Vec::new();
        let mut rest = template;
        while let Some((_, name, after)) = next_placeholder(rest) {
            if !placeholders.iter().any(|known| known == name) {
                placeholders.push(name.to_owned());
            }
            rest = after;
        }
        Self { template: template.to_owned(), placeholders }
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

    /// The text with every placeholder replaced by what `value` gives for its name.
    pub fn fill<'a>(&self, value: impl Fn(&str) -> Option<&'a str>) -> String {
        let mut text = String::with_capacity(self.template.len());
        let mut rest = self.template.as_str();
        while let Some((before, name, after)) = next_placeholder(rest) {
            text.push_str(before);
            match value(name) {
                Some(value) => text.push_str(value),
                None => text.extend(["#", name, "#"]),
            }
            rest = after;
        }
        text.push_str(rest);
        text
    }
}

fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let open = from + text[from..].find('#')?;
        let close = open + 1 + text[open + 1..].find('#')?;
        let name = &text[open + 1..close];
        if !name.is_empty() && name.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'_')
        {
            return Some((&text[..open], name, &text[close + 1..]));
        }
        from = close;
    }
}

#[cfg(test)]
mod tests {
    use super::Message;

    #[test]
    fn placeholders_are_found_filled_and_told_from_other_hashes() {
        let message = Message::parse("Field \"#TITLE#\" must be # of type #TYPE#, #TITLE#.");
        assert_eq!(message.placeholders(), ["TITLE", "TYPE"]);
        let filled = message.fill(|name| (name == "TITLE").then_some("sort"));
        assert_eq!(filled, "Field \"sort\" must be # of type #TYPE#, sort.");
    }
}
