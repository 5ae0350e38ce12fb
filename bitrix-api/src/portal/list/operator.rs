//! The prefixes of a filter's keys: `>=sort`, `!@id`.

use std::ops::RangeInclusive;

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
pub(in crate::portal) struct Operator {
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
    pub(in crate::portal) fn split(key: &str) -> (Self, &str) {
        let cut = |(prefix, operator): &(&str, Self)| Some((*operator, key.strip_prefix(prefix)?));
        PREFIXES.iter().find_map(cut).unwrap_or((Self { kind: Kind::Equal, negated: false }, key))
    }

    /// Whether the values are patterns or parts of texts, of whatever type the column is.
    pub(in crate::portal) fn is_textual(self) -> bool {
        matches!(self.kind, Kind::Contains | Kind::Like)
    }

    /// Whether a column's value passes; of several values one is enough, for `!` none may.
    pub(in crate::portal) fn holds(self, column: &Cell, operands: &[Cell]) -> bool {
        let passes = match (self.kind, operands) {
            (Kind::Between, [from, .., to]) => at_least(column, from) && at_most(column, to),
            _ => operands.iter().any(|operand| self.kind.holds(column, operand)),
        };
        passes != self.negated
    }

    /// The integers among which are all that pass, so that nobody has to look at the others.
    pub(in crate::portal) fn range(self, operands: &[Cell]) -> RangeInclusive<i64> {
        let ints: Option<Vec<i64>> = operands
            .iter()
            .map(|operand| if let Cell::Int(int) = operand { Some(*int) } else { None })
            .collect();
        let ints = ints.filter(|_| !self.negated).unwrap_or_default();
        let (Some(&least), Some(&most)) = (ints.iter().min(), ints.iter().max()) else {
            return i64::MIN..=i64::MAX;
        };
        match self.kind {
            Kind::Equal | Kind::Between => least..=most,
            Kind::Above => least.saturating_add(1)..=i64::MAX,
            Kind::AtLeast => least..=i64::MAX,
            Kind::Below => i64::MIN..=most.saturating_sub(1),
            Kind::AtMost => i64::MIN..=most,
            Kind::Contains | Kind::Like => i64::MIN..=i64::MAX,
        }
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
    use super::{Cell, Operator, bare, is_like};

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
    fn the_range_of_an_operator_has_every_integer_that_passes() {
        for (key, operands, range) in [
            (">ID", &[4][..], 5..=i64::MAX),
            (">=ID", &[4], 4..=i64::MAX),
            ("<ID", &[4], i64::MIN..=3),
            ("<=ID", &[4], i64::MIN..=4),
            ("@ID", &[7, 4], 4..=7),
            ("><ID", &[4, 7], 4..=7),
            ("!ID", &[4], i64::MIN..=i64::MAX),
            ("%ID", &[4], i64::MIN..=i64::MAX),
        ] {
            let operands: Vec<Cell> = operands.iter().copied().map(Cell::Int).collect();
            let (operator, _) = Operator::split(key);
            assert_eq!(operator.range(&operands), range, "{key}");
            for int in 0..10 {
                let passes = operator.holds(&Cell::Int(int), &operands);
                assert!(range.contains(&int) || !passes, "{key} {int}");
            }
        }
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
