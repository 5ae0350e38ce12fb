//! The prefixes of a filter's keys: `>=sort`, `!@id`.

/// What the storage understands, the longest first.
const PREFIXES: [(&str, Operator); 20] = [
    ("!><", Operator { comparison: Comparison::Between, negated: true }),
    ("!==", Operator { comparison: Comparison::Equal, negated: true }),
    ("!=%", Operator { comparison: Comparison::Like, negated: true }),
    ("!%=", Operator { comparison: Comparison::Like, negated: true }),
    ("!%", Operator { comparison: Comparison::Contains, negated: true }),
    ("!@", Operator { comparison: Comparison::Equal, negated: true }),
    ("!=", Operator { comparison: Comparison::Equal, negated: true }),
    ("><", Operator { comparison: Comparison::Between, negated: false }),
    (">=", Operator { comparison: Comparison::AtLeast, negated: false }),
    ("<=", Operator { comparison: Comparison::AtMost, negated: false }),
    ("=%", Operator { comparison: Comparison::Like, negated: false }),
    ("%=", Operator { comparison: Comparison::Like, negated: false }),
    ("==", Operator { comparison: Comparison::Equal, negated: false }),
    (">", Operator { comparison: Comparison::Above, negated: false }),
    ("<", Operator { comparison: Comparison::Below, negated: false }),
    ("=", Operator { comparison: Comparison::Equal, negated: false }),
    ("%", Operator { comparison: Comparison::Contains, negated: false }),
    ("@", Operator { comparison: Comparison::Equal, negated: false }),
    ("!", Operator { comparison: Comparison::Equal, negated: true }),
    ("", Operator { comparison: Comparison::Equal, negated: false }),
];

/// How a column is compared with the values of a filter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operator {
    /// The comparison.
    pub comparison: Comparison,
    /// It must not hold.
    pub negated: bool,
}

/// A comparison of a column with values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Comparison {
    /// Equal to one of the values: `=`, `@`, or no prefix.
    Equal,
    /// The value is a part of the text: `%`.
    Contains,
    /// The value is a pattern of the whole text, in which `%` is any text and `_` any one character: `=%`, `%=`.
    Like,
    /// From the first of two values to the second, both included: `><`.
    Between,
    /// `>`
    Above,
    /// `>=`
    AtLeast,
    /// `<`
    Below,
    /// `<=`
    AtMost,
}

impl Operator {
    /// Cuts a key into its operator and the column's name.
    pub(crate) fn split(key: &str) -> (Self, &str) {
        let cut = |(prefix, operator): &(&str, Self)| Some((*operator, key.strip_prefix(prefix)?));
        let equal = Self { comparison: Comparison::Equal, negated: false };
        PREFIXES.iter().find_map(cut).unwrap_or((equal, key))
    }
}

#[cfg(test)]
mod tests {
    use super::Operator;

    #[test]
    fn the_longest_prefix_counts_and_the_rest_is_the_name() {
        for (key, name) in
            [("title", "title"), (">=sort", "sort"), ("!@id", "id"), ("!%=title", "title"), (">>id", ">id")]
        {
            assert_eq!(Operator::split(key).1, name, "{key}");
        }
        assert_eq!(Operator::split("%=a").0, Operator::split("=%a").0);
    }
}
