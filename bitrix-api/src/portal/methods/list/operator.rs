//! What the operators of a filter come to.

use std::ops::RangeInclusive;

use super::cell::Cell;
use crate::filter_prefix::Comparison;
pub(in crate::portal) use crate::filter_prefix::Operator;
use crate::php::Value;

/// The characters that the REST check takes off a key, in any number and order.
const CHARACTERS: [char; 6] = ['<', '>', '=', '!', '@', '%'];

impl Operator {
    /// Whether the values are patterns or parts of texts, of whatever type the column is.
    pub(in crate::portal) fn is_textual(self) -> bool {
        matches!(self.comparison, Comparison::Contains | Comparison::Like)
    }

    /// What a filter's value says to compare with: one thing, or each of a list. Parts of texts are texts; for the others
    /// `typed` knows the column.
    pub(in crate::portal) fn operands(self, value: &Value, typed: impl Fn(&Value) -> Cell) -> Vec<Cell> {
        let operand = |value: &Value| match self.is_textual() {
            true => Cell::stored(&Value::Text(value.to_text())),
            false => typed(value),
        };
        match value {
            Value::Array(values) => values.values().map(operand).collect(),
            value => vec![operand(value)],
        }
    }

    /// Whether a column's value passes; of several values one is enough, for `!` none may.
    pub(in crate::portal) fn holds(self, column: &Cell, operands: &[Cell]) -> bool {
        let passes = match (self.comparison, operands) {
            (Comparison::Between, [from, .., to]) => at_least(column, from) && at_most(column, to),
            _ => operands.iter().any(|operand| holds(self.comparison, column, operand)),
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
        match self.comparison {
            Comparison::Equal | Comparison::Between => least..=most,
            Comparison::Above => least.saturating_add(1)..=i64::MAX,
            Comparison::AtLeast => least..=i64::MAX,
            Comparison::Below => i64::MIN..=most.saturating_sub(1),
            Comparison::AtMost => i64::MIN..=most,
            Comparison::Contains | Comparison::Like => i64::MIN..=i64::MAX,
        }
    }
}

fn holds(comparison: Comparison, column: &Cell, operand: &Cell) -> bool {
    match comparison {
        Comparison::Equal | Comparison::Between => column.is_same(operand),
        Comparison::Contains => column.text().contains(&operand.text()),
        Comparison::Like => is_like(&column.text(), &operand.text()),
        Comparison::Above => at_least(column, operand) && column != operand,
        Comparison::AtLeast => at_least(column, operand),
        Comparison::Below => at_most(column, operand) && column != operand,
        Comparison::AtMost => at_most(column, operand),
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
    fn the_rest_check_takes_all_prefixes_off() {
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
