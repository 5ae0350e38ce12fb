//! SQL's `LIKE`.

/// Whether a text is like a pattern, in which `%` is any text and `_` any one character.
#[must_use]
pub fn is_like(text: &str, pattern: &str) -> bool {
    let mut pattern_left = pattern.chars();
    match pattern_left.next() {
        None => text.is_empty(),
        Some('%') => {
            let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
            starts.into_iter().any(|at| is_like(&text[at..], pattern_left.as_str()))
        }
        Some(wanted) => {
            let mut text_left = text.chars();
            let fits = text_left.next().is_some_and(|c| wanted == '_' || c == wanted);
            fits && is_like(text_left.as_str(), pattern_left.as_str())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_like;

    #[test]
    fn a_percent_sign_is_any_text_and_an_underscore_one_character() {
        for (text, pattern) in [("", ""), ("", "%"), ("größe", "gr__e"), ("a%b", "a%"), ("abcabd", "%ab_")]
        {
            assert!(is_like(text, pattern), "{text} is like {pattern}");
        }
        for (text, pattern) in [("", "_"), ("a", ""), ("ab", "a"), ("abc", "%b"), ("A", "a")] {
            assert!(!is_like(text, pattern), "{text} is not like {pattern}");
        }
    }
}
