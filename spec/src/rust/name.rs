//! The Rust names of what the API calls otherwise: one rule each, so that nobody has to look a name up.

/// What Rust reserves in any edition, but for those words that cannot be raw identifiers.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A type or variant: `CONNECTOR_NOT_FOUND`, `fieldDescription` and `fields.update` become `ConnectorNotFound`,
/// `FieldDescription` and `FieldsUpdate`.
#[must_use]
pub fn upper_camel(name: &str) -> String {
    words(name).iter().map(|word| capitalised(word)).collect()
}

/// A field, setter or module: `urlTableList` and `UF_CRM` become `url_table_list` and `uf_crm`. A keyword comes out
/// as it is; whoever prints it makes it a raw identifier.
#[must_use]
pub fn snake(name: &str) -> String {
    words(name).iter().map(|word| word.to_lowercase()).collect::<Vec<_>>().join("_")
}

/// Whether a Rust identifier can be derived: some letter, and no digit in front.
pub(crate) fn is_nameable(name: &str) -> bool {
    words(name).first().is_some_and(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
        && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '-'))
}

fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect()
    })
}

/// Parts at anything that is no letter or digit, and where a capital follows a small letter or digit or begins a
/// word after capitals (`URLCheck`).
fn words(name: &str) -> Vec<String> {
    let chars: Vec<char> = name.chars().collect();
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    for (at, &c) in chars.iter().enumerate() {
        if !c.is_alphanumeric() {
            words.extend((!word.is_empty()).then(|| std::mem::take(&mut word)));
            continue;
        }
        let before = at.checked_sub(1).map(|before| chars[before]);
        let starts = c.is_uppercase()
            && (before.is_some_and(|before| before.is_lowercase() || before.is_ascii_digit())
                || (before.is_some_and(char::is_uppercase)
                    && chars.get(at + 1).is_some_and(|next| next.is_lowercase())));
        if starts && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        word.push(c);
    }
    words.extend((!word.is_empty()).then_some(word));
    words
}

/// An identifier: `r#type` for a keyword, and `self_` for the few that cannot be raw. An identifier stays what it is.
#[must_use]
pub fn identifier(name: &str) -> String {
    match name {
        "self" | "Self" | "super" | "crate" | "_" | "" => format!("{name}_"),
        _ if KEYWORDS.contains(&name) => format!("r#{name}"),
        _ => name.to_owned(),
    }
}

/// A setter's name: the field's, unless the request has a function of that name already.
#[must_use]
pub fn setter(field: &str) -> String {
    match field.trim_start_matches("r#") {
        "new" | "from_patch" | "select" | "with_change" => format!("{field}_"),
        _ => identifier(field),
    }
}

#[cfg(test)]
mod tests {
    use super::{is_nameable, snake, upper_camel};

    #[test]
    fn codes_fields_and_methods_get_the_names_that_rust_expects() {
        assert_eq!(upper_camel("VALIDATION_ID_NOT_PROVIDED"), "ValidationIdNotProvided");
        assert_eq!(upper_camel("fields.update"), "FieldsUpdate");
        assert_eq!(upper_camel("STRING"), "String");
        assert_eq!(upper_camel("insufficient_scope"), "InsufficientScope");
        assert_eq!(snake("urlTableDescription"), "url_table_description");
        assert_eq!(snake("createdById"), "created_by_id");
        assert_eq!(snake("URLCheck"), "url_check");
        assert_eq!(snake("UF_CRM_12"), "uf_crm_12");
        assert_eq!(snake("type"), "type");
    }

    #[test]
    fn a_name_without_letters_or_with_a_digit_in_front_is_none() {
        assert!(is_nameable("isReadOnly") && is_nameable("fields.update"));
        assert!(!is_nameable("") && !is_nameable("100") && !is_nameable("--") && !is_nameable("größe"));
    }
}
