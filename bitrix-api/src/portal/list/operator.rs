//! The prefixes of a filter's keys: `>=sort`, `!@id`.

use super::cell::Cell;

/// The characters that the REST check takes off a key, in any number and order.
const CHARACTERS: [char; 6] = ['<', '>', '=', '!', '@', '%'];

/// What the storage understands, the longest first.
const PREFIXES: [(&str, Operator); 20] = [
    ("!><", Operator { kind: Kind::Between, negated: true }),
    ("!==", Operator { kind: Kind::Equal, negated: true }),
    ("!=%", Operator { kind: Kind::Like, negated: true }),
    ("!%=", Operator { kind: Kind::Like, negated: true }),
    ("!%", Operator { kind: Kind::Contains, negated: true }),
    ("!@", Operator { kind: Kind::Equal, negated: true }),
    ("!=", Operator { kind: Kind::Equal, negated: true }),
    ("><", Operator { kind: Kind::Between, negated: false }),
    (">=", Operator { kind: Kind::AtLeast, negated: false }),
    ("<=", Operator { kind: Kind::AtMost, negated: false }),
    ("=%", Operator { kind: Kind::Like, negated: false }),
    ("%=", Operator { kind: Kind::Like, negated: false }),
    ("==", Operator { kind: Kind::Equal, negated: false }),
    (">", Operator { kind: Kind::Above, negated: false }),
    ("<", Operator { kind: Kind::Below, negated: false }),
    ("=", Operator { kind: Kind::Equal, negated: false }),
    ("%", Operator { kind: Kind::Contains, negated: false }),
    ("@", Operator { kind: Kind::Equal, negated: false }),
    ("!", Operator { kind: Kind::Equal, negated: true }),
    ("", Operator { kind: Kind::Equal, negated: false }),
];

/// How a column is compared with a filter's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Operator {
    kind: Kind,
    negated: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Equal to one of the values: `IN` is nothing else.
    Equal,
    /// A part of the text.
    Contains,
    /// The whole text, by an SQL pattern.
    Like,
    /// From the first of two values to the second.
    Between,
    Above,
    AtLeast,
    Below,
    AtMost,
}

impl Operator {
    /// Cuts a key into its operator and the field's name, as the storage does.
    pub(super) fn split(key: &str) -> (Self, &str) {
        let cut = |(prefix, operator): &(&str, Self)| Some((*operator, key.strip_prefix(prefix)?));
        PREFIXES.iter().find_map(cut).unwrap_or((Self { kind: Kind::Equal, negated: false }, key))
    }

    /// Whether the values are patterns or parts of texts, of whatever type the column is.
    pub(super) fn is_textual(self) -> bool {
        matches!(self.kind, Kind::Contains | Kind::Like)
    }

    /// Whether a column's value passes; of several values one is enough, for `!` none may.
    pub(super) fn holds(self, column: &Cell, operands: &[Cell]) -> bool {
        let passes = match (self.kind, operands) {
            (Kind::Between, [from, .., to]) => at_least(column, from) && at_most(column, to),
            _ => operands.iter().any(|operand| self.kind.holds(column, operand)),
        };
        passes != self.negated
    }
}

impl Kind {
    fn holds(self, column: &Cell, operand: &Cell) -> bool {
        match self {
            Self::Equal | Self::Between => column.is_same(operand),
            Self::Contains => column.text().contains(&operand.text()),
            Self::Like => is_like(&column.text(), &operand.text()),
            Self::Above => at_least(column, operand) && column != operand,
            Self::AtLeast => at_least(column, operand),
            Self::Below => at_most(column, operand) && column != operand,
            Self::AtMost => at_most(column, operand),
        }
    }
}

/// As in SQL, nothing is above or below null.
fn at_least(column: &Cell, operand: &Cell) -> bool {
    !matches!((column, operand), (Cell::Null, _) | (_, Cell::Null)) && column >= operand
}

fn at_most(column: &Cell, operand: &Cell) -> bool {
    !matches!((column, operand), (Cell::Null, _) | (_, Cell::Null)) && column <= operand
}

/// A key's name as the REST check sees it.
pub(super) fn bare(key: &str) -> &str {
    key.trim_start_matches(CHARACTERS)
}

/// SQL's `LIKE`: `%` is any text, `_` any one character.
fn is_like(text: &str, pattern: &str) -> bool {
    let (text, pattern): (Vec<char>, Vec<char>) = (text.chars().collect(), pattern.chars().collect());
    let (mut t, mut p) = (0, 0);
    // Where to go on when what follows the last `%` does not fit: that `%` then takes one character more.
    let mut retry = None;
    while t < text.len() {
        match pattern.get(p) {
            Some('%') => {
                p += 1;
                retry = Some((t, p));
            }
            Some(c) if *c == '_' || *c == text[t] => {
                t += 1;
                p += 1;
            }
            _ => {
                let Some((from, after)) = retry else { return false };
                (t, p) = (from + 1, after);
                retry = Some((t, p));
            }
        }
    }
    pattern[p..].iter().all(|c| *c == '%')
}

#[cfg(test)]
mod tests {
    use super::{Operator, bare, is_like};

    #[test]
    fn the_longest_prefix_counts_and_the_rest_is_the_name() {
        for (key, name) in
            [("title", "title"), (">=sort", "sort"), ("!@id", "id"), ("!%=title", "title"), (">>id", ">id")]
        {
            assert_eq!(Operator::split(key).1, name, "{key}");
        }
        assert_eq!(Operator::split("%=a").0, Operator::split("=%a").0);
        assert_eq!(bare("<>=!@%id%"), "id%");
    }

    #[test]
    fn patterns_match_whole_texts() {
        for (text, pattern, matches) in [
            ("alphabet", "alpha%", true),
            ("alphabet", "alpha", false),
            ("alphabet", "%bet", true),
            ("alphabet", "%a%b%t", true),
            ("alphabet", "_lph%", true),
            ("", "%", true),
            ("", "_", false),
            ("aab", "%ab", true),
        ] {
            assert_eq!(is_like(text, pattern), matches, "{text} {pattern}");
        }
    }
}
