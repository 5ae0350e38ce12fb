//! Finds the name that somebody probably meant.

use std::collections::BTreeSet;

/// The candidate that differs least from `written`, if it is near enough to be a slip of the hand.
#[must_use]
pub fn nearest<'a>(written: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let mut candidates = candidates.into_iter();
    let letters = fold(written);
    if letters.is_empty() {
        return candidates.find(|candidate| signs(candidate) == signs(written));
    }
    let allowed = (written.chars().count() / 3).clamp(1, 3);
    candidates
        .map(|candidate| (fold(candidate), candidate))
        .filter(|(folded, _)| !folded.is_empty())
        .map(|(folded, candidate)| (distance(&letters, &folded), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Letters only, in lower case: `readOnly`, `read-only` and `read_only` are one name to whoever mistypes it.
fn fold(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Of an operator, which signs it has: `=<` and `<=` are one to whoever mistypes it.
fn signs(name: &str) -> BTreeSet<char> {
    name.chars().collect()
}

/// Edits from one to the other: a letter put in, left out or replaced, or two neighbours swapped.
fn distance(a: &[char], b: &[char]) -> usize {
    let mut rows = vec![(0..=b.len()).collect::<Vec<_>>()];
    for i in 1..=a.len() {
        let mut row = vec![i];
        for j in 1..=b.len() {
            let replaced = rows[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
            let mut least = replaced.min(rows[i - 1][j] + 1).min(row[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                least = least.min(rows[i - 2][j - 2] + 1);
            }
            row.push(least);
        }
        rows.push(row);
    }
    rows[a.len()][b.len()]
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_hand_is_recognised_and_a_different_word_is_not() {
        let known = ["read_only", "required", "max_chars", "type"];
        assert_eq!(nearest("readonly", known), Some("read_only"));
        assert_eq!(nearest("requierd", known), Some("required"));
        assert_eq!(nearest("tpye", known), Some("type"));
        assert_eq!(nearest("colour", known), None);
    }

    #[test]
    fn signs_are_recognised_in_another_order_and_no_other_sign_is() {
        let known = ["=", "!=", "<=", "%", "!%"];
        assert_eq!(nearest("=<", known), Some("<="));
        assert_eq!(nearest("==", known), Some("="));
        assert_eq!(nearest("~", known), None);
        assert_eq!(nearest("x", known), None);
    }
}
